import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake.markup import text_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Beste,</p>\n<p>hierbij.</p>", "Beste,\nhierbij."),
        ("<p>Beste,</p><p>&nbsp;</p><p>groeten</p>", "Beste,\n\u00a0\ngroeten"),
        ("een<br>twee<br/>drie", "een\ntwee\ndrie"),
        ("<div>A</div><div><br></div><div>B</div>", "A\n\nB"),
        ("<ul><li>een</li><li>twee <b>vet</b></li></ul>", "- een\n- twee vet"),
        ("een\n  <i>zin</i>\nverder", "een zin verder"),
        ("<pre>een\n  twee</pre>", "een\n  twee"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        (
            "<table><tr><td><p>a</p></td><td>b</td></tr><tr><td>c</td></tr></table>",
            "a\tb\nc",
        ),
        ("<head><title>t</title><style>s</style></head>x<script>y</script>z", "xz"),
        ("x<!-- weg -->y<?pi weg?>z", "xyz"),
        ("geen opmaak", "geen opmaak"),
        ("", ""),
        ("<", "<"),
    ],
)
def test_html_reads_as_a_person_sees_it(html: str, text: str) -> None:
    assert text_of(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('zie <a href="https://we.tl/x">hier</a>.', "zie hier <https://we.tl/x>."),
        ('<a href="http://www.aalst.be/">www.aalst.be</a>', "www.aalst.be"),
        ('<a href="mailto:a@b.be">Jan</a>', "Jan"),
        ('<a name="x">Jan</a>', "Jan"),
        ('<a href="https://x.be"><img src="logo.png"></a>na', " <https://x.be>na"),
    ],
)
def test_a_link_shows_its_target_when_that_says_more(html: str, text: str) -> None:
    assert text_of(html).strip() == text.strip()


def test_text_is_not_lost_in_nesting_too_deep_to_parse() -> None:
    assert "diep" in text_of("<div>" * 20_000 + "diep" + "</div>" * 20_000)


def test_scripts_and_comments_are_no_text_in_deep_nesting_either() -> None:
    unseen = "<script>a<b</script ><STYLE>c</style><!-- d > e -->"
    html = "<div>" * 20_000 + f"een{unseen}twee<!-- drie" + "</div>" * 20_000
    assert text_of(html).split() == ["een", "twee<!--", "drie"]


def test_a_huge_page_is_read_in_little_time() -> None:
    assert text_of("<p>x</p>" * 1_000_000).count("x") == 1_000_000
    assert text_of("<b> </b>" * 50_000 + "x").strip() == "x"
    assert text_of("<!--<script>" * 400_000 + "x").endswith("x")


@given(st.text())
def test_any_text_can_be_read_as_html(html: str) -> None:
    assert isinstance(text_of(html), str)
    assert isinstance(text_of(f"<p>{html}<li>"), str)
