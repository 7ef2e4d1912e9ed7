"""Makes a Word document with `python-docx`, as somebody has it who writes letters: a page, styles, a header.

    VENV/bin/python make_template.py FILE.docx HEADER
"""

import sys

import docx
from docx.shared import Mm, Pt

document = docx.Document()
section = document.sections[0]
section.page_width, section.page_height = Mm(210), Mm(297)
section.left_margin = Mm(40)
section.header.paragraphs[0].text = sys.argv[2]
document.styles["Title"].font.size = Pt(30)
# As Word has it in other languages: the style's key is another, its name the same.
document.styles["Heading 1"].element.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId", "a3")
document.add_paragraph("What stands here is not used.")
document.save(sys.argv[1])
