' Fills in jury sheets as a person does: in LibreOffice itself, control by control.
'
' The list has a line per sheet (its url, and those to save it at as .docx and .odt) and
' below it a line per answer (visible code, words); fields are parted by tabs.
Option Explicit

Const LIST_URL = "@LIJST@"
Const LOG_URL = "@VERSLAG@"

Sub Main
  Dim oFiles, oList, oLog, oDoc, aFields, sSaved, sOdt, sLine
  Dim aHidden(0) As New com.sun.star.beans.PropertyValue
  aHidden(0).Name = "Hidden"
  aHidden(0).Value = True
  oFiles = CreateUnoService("com.sun.star.ucb.SimpleFileAccess")
  oLog = CreateUnoService("com.sun.star.io.TextOutputStream")
  oLog.setEncoding("UTF-8")
  oLog.setOutputStream(oFiles.openFileWrite(LOG_URL))
  sSaved = ""
  On Error Goto Failed
  oList = CreateUnoService("com.sun.star.io.TextInputStream")
  oList.setEncoding("UTF-8")
  oList.setInputStream(oFiles.openFileRead(LIST_URL))
  Do While Not oList.isEOF()
    sLine = oList.readLine()
    aFields = Split(sLine, Chr(9))
    If UBound(aFields) = 2 Then
      If sSaved <> "" Then Finish oDoc, sSaved, sOdt
      oDoc = StarDesktop.loadComponentFromURL(CStr(aFields(0)), "_blank", 0, aHidden())
      sSaved = aFields(1)
      sOdt = aFields(2)
    ElseIf UBound(aFields) = 1 Then
      oLog.writeString(aFields(0) & Chr(9) & Answer(oDoc, aFields(0), aFields(1)) & Chr(10))
    End If
  Loop
  If sSaved <> "" Then Finish oDoc, sSaved, sOdt
  oLog.writeString("klaar" & Chr(10))
  Goto Done
Failed:
  oLog.writeString("fout" & Chr(9) & Error$ & ", regel " & Erl & Chr(10))
Done:
  oLog.closeOutput()
  StarDesktop.terminate()
End Sub

Sub Finish(oDoc, sDocx, sOdt)
  Dim aFilter(0) As New com.sun.star.beans.PropertyValue
  aFilter(0).Name = "FilterName"
  aFilter(0).Value = "MS Word 2007 XML"
  oDoc.storeToURL(sDocx, aFilter())
  aFilter(0).Value = "writer8"
  oDoc.storeToURL(sOdt, aFilter())
  oDoc.close(True)
End Sub

' Answers the question with that code, and says into what: "keuzelijst", "invulveld", "cel" or "niets".
Function Answer(oDoc, sCode, sWords)
  Dim i, j, oTable, aNames
  Answer = "niets"
  For i = 0 To oDoc.TextTables.Count - 1
    oTable = oDoc.TextTables.getByIndex(i)
    aNames = oTable.CellNames
    For j = 0 To UBound(aNames) - 1
      If Trim(oTable.getCellByName(aNames(j)).String) = sCode Then
        Answer = Fill(oTable.getCellByName(LastOfRow(aNames, j)), sWords)
        Exit Function
      End If
    Next
  Next
End Function

' Cells are named A2, B2, C2: those of one row stand one after the other.
Function LastOfRow(aNames, ByVal nCell)
  Dim sRow
  sRow = Mid(aNames(nCell), 2)
  Do While nCell < UBound(aNames)
    If Mid(aNames(nCell + 1), 2) <> sRow Then Exit Do
    nCell = nCell + 1
  Loop
  LastOfRow = aNames(nCell)
End Function

Function Fill(oCell, sWords)
  Dim oParagraphs, oPortions, oPortion, i
  oParagraphs = oCell.createEnumeration()
  Do While oParagraphs.hasMoreElements()
    oPortions = oParagraphs.nextElement().createEnumeration()
    Do While oPortions.hasMoreElements()
      oPortion = oPortions.nextElement()
      If oPortion.TextPortionType = "ContentControl" Then
        Fill = Pick(oPortion.ContentControl, sWords)
        Exit Function
      ElseIf oPortion.TextPortionType = "TextField" Then
        oPortion.TextField.Content = sWords
        Fill = "invulveld"
        Exit Function
      End If
    Loop
  Loop
  oCell.String = sWords
  Fill = "cel"
End Function

' Picks an item of the list: the prompt gives way to it, inside the control.
Function Pick(oControl, sWords)
  Dim oParts, oPart, oCursor
  Pick = "niets"
  If Not Offers(oControl, sWords) Then Exit Function
  oControl.ShowingPlaceHolder = False
  oControl.setString(sWords) ' LibreOffice 7.4 puts it before what is there
  oParts = oControl.createEnumeration()
  Do While oParts.hasMoreElements()
    oPart = oParts.nextElement()
    If Left(oPart.String, Len(sWords)) = sWords Then
      oCursor = oPart.Text.createTextCursorByRange(oPart.Start)
      oCursor.goRight(Len(sWords), False)
      oCursor.gotoRange(oPart.End, True)
      oCursor.String = ""
      Pick = "keuzelijst"
    End If
  Loop
End Function

Function Offers(oControl, sWords)
  Dim aItems, i, j
  Offers = False
  aItems = oControl.ListItems
  For i = 0 To UBound(aItems)
    For j = 0 To UBound(aItems(i))
      If aItems(i)(j).Name = "DisplayText" And aItems(i)(j).Value = sWords Then Offers = True
    Next
  Next
End Function
