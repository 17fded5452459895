"""Drawn figures: a pose record becomes a posed skeleton, and that becomes SVG. Pure, no framework.

Axes of the world: x forward, y up, z to the person's right; centimetres and degrees throughout.
Zero of every joint is anatomical standing.
"""
