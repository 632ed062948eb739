"""Improvement plans like those of schools, made up: as PDF, as DOCX, and as text."""

import io

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from weasyprint import HTML

PLAN = """
<style>
  @page { size: letter; margin: 2cm; @top-center { content: "Gull Rock Elementary · Improvement plan" }
          @bottom-center { content: "Page " counter(page) " of " counter(pages) } }
  h2 { break-before: page }
</style>
<h1>School improvement plan 2026-2027</h1>
<p>Gull Rock Elementary serves 412 children from two villages and the farms between them. This plan was written with
families and staff over three evenings in May.</p>
<p>Describe how the plan was made and who took part in it.</p>
<h2>Goal 1: Every child reads with understanding by the end of grade 3</h2>
<p>Last spring, 58% of third graders met the reading standard. By June 2027, 75% of students in grades 2 and 3 will meet
or exceed the standard on the district's reading assessment, with no group of students more than five points below.</p>
<ul>
  <li>We will teach phonics and vocabulary every day in blocks that nobody interrupts.</li>
  <li>Owner: literacy coach</li>
  <li>Teachers of one grade will look at samples of student reading together every second week and decide what to
  teach again, and to whom, before the next common assessment.</li>
</ul>
<h2>Goal 2</h2>
<p>Fewer children miss ten days or more, because somebody asks early and kindly what keeps them away.</p>
<p>The attendance team meets on Mondays in room 12.</p>
<h2>Resources</h2>
<table><tr><th>Budget</th><td>4,200 dollars for books</td></tr>
<tr><th>Contact</th><td>The school office</td></tr></table>
"""


def plan_as_pdf(html: str = PLAN) -> io.BytesIO:
    return io.BytesIO(HTML(string=html).write_pdf())


def plan_as_docx() -> io.BytesIO:
    """A French plan on a form: headings, a table with two columns, a field to fill in, a struck-out line."""
    document = docx.Document()
    document.add_heading("Plan de réussite 2026-2027", 0)
    document.add_paragraph("L’école du Vieux-Quai accueille 230 élèves de la maternelle à la 6e année.")
    document.add_heading("Orientation 1", 1)
    table = document.add_table(rows=3, cols=2)
    rows = [
        ("Objectif", "D’ici juin 2027, augmenter de 12 % la proportion d’élèves qui lisent un texte de leur âge."),
        ("Moyens", "Nous mettrons en place des ateliers de lecture quatre fois par semaine."),
        ("Responsable", "La direction adjointe"),
    ]
    for row, (name, words) in zip(table.rows, rows, strict=True):
        row.cells[0].text, row.cells[1].text = name, words
    document.add_heading("Bien-être du personnel", 1)
    bold = document.add_paragraph().add_run("Priorité 2")
    bold.bold = True
    document.add_paragraph("Alléger la charge des nouvelles personnes et leur donner une place dans l’équipe.")
    field = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Les enseignants observeront un collègue chaque mois.</w:t>"
        "</w:r></w:p></w:sdtContent></w:sdt>"
    )
    struck = (
        f"<w:p {nsdecls('w')}><w:del w:id='1' w:author='x'><w:r><w:delText>Nous fermerons la bibliothèque.</w:delText>"
        "</w:r></w:del></w:p>"
    )
    for xml in (field, struck):
        document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))
    file = io.BytesIO()
    document.save(file)
    return file


PASTED = """PLAN DE MEJORA

Meta 1: Que cada estudiante sienta que esta es su escuela
Para junio de 2027, reducir de 24% a 12% los estudiantes que dicen no conocer a ningún adulto en quien confiar.
- Los docentes saludarán a cada estudiante por su nombre.
- Reuniones: jueves

Indique los recursos necesarios para cada actividad.
Nuestra prioridad es escuchar a las familias antes de decidir.
"""
