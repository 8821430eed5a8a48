"""Adversaries: what Office Open XML allows and few programs read."""
