"""What word processors put on the clipboard when a text is copied, in their own words, and what is to be made of it."""

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns:m="http://schemas.microsoft.com/office/2004/12/omml">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Word.Document>
<title>Dagsorden</title>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml>
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif} @list l0:level1 {mso-level-text:·} -->
</style></head>
<body lang=DA style='tab-interval:65.2pt'>
<!--StartFragment-->
<h1><span style='mso-fareast-language:DA'>Budget 2024<o:p></o:p></span></h1>
<p class=MsoNormal style='margin-bottom:8.0pt'><span lang=DA>Byrådet i <st1:City w:st="on">Ishøj</st1:City> drøfter
<b style='mso-bidi-font-weight:normal'>budgettet</b><a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"
title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]>[1]
<![endif]></span></span></a>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Skoler<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;
</span></span></span><![endif]>Tranegårdskolen</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;
</span></span></span><![endif]><i>Veje</i></p>
<h2>Indstilling</h2>
<p class=MsoListParagraphCxSpFirst style='mso-list:l1 level1 lfo2'><![if !supportLists]><span><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>at
budgettet godkendes</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><![if !supportLists]><span><span
style='mso-list:Ignore'>2.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>at
planen sendes ud</p>
<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
<tr style='mso-yfti-irow:0'><td width=120 colspan=2 valign=top style='border:solid windowtext 1.0pt'>
<p class=MsoNormal><b>Udvalg<o:p></o:p></b></p></td></tr>
<tr><td rowspan=2><p class=MsoNormal>KMU</p></td><td><p class=MsoNormal>10</p></td></tr>
<tr><td><p class=MsoNormal>20</p></td></tr></table>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="B1"><v:imagedata src="file:///C:/a.png"/></v:shape><![endif]-->
<![if !vml]><img width=10 height=10 src="file:///C:/Users/a/clip_image002.png" v:shapes="B1"><![endif]><font
color=red>Slut</font></p>
<!--EndFragment-->
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%">
<![endif]><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1'
href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> Se bilag 1.</p></div></div>
</body></html>"""
OF_WORD = (
    "<h3>Budget 2024</h3><p>Byrådet i Ishøj drøfter <strong>budgettet</strong>[1] .</p>"
    "<ul><li>Skoler<ul><li>Tranegårdskolen</li></ul></li><li><em>Veje</em></li></ul><h3>Indstilling</h3>"
    "<ol><li>at budgettet godkendes</li><li>at planen sendes ud</li></ol>"
    "<table><tbody><tr><td><strong>Udvalg</strong></td><td></td></tr><tr><td>KMU</td><td>10</td></tr>"
    "<tr><td></td><td>20</td></tr></tbody></table><p>Slut</p><p>[1] Se bilag 1.</p>"
)

LIBREOFFICE = """<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/>
<title></title><meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
<style type="text/css">@page { size: 21cm 29.7cm; margin: 2cm } p { line-height: 115% } td p { orphans: 0 }</style>
</head><body lang="da-DK" link="#000080" dir="ltr">
<h2 class="western"><font face="Liberation Sans, sans-serif">Økonomi</font></h2>
<p style="line-height: 100%; margin-bottom: 0cm"><font color="#ff0000"><font size="2" style="font-size: 10pt">Ingen
<b>udgift</b>.</font></font></p>
<ol><li><p style="margin-bottom: 0cm">Første</p></li><li><p>Andet</p><ul><li><p>Under</p></li></ul></li></ol>
<table width="100%" cellpadding="4" cellspacing="0"><col width="128*"/><col width="128*"/>
<thead><tr valign="top"><th width="50%" style="border: none"><p>År</p></th><th><p>Beløb</p></th></tr></thead>
<tbody><tr valign="top"><td sdval="2023"><p align="right">2023</p></td><td><p>1<sup>a</sup></p></td></tr></tbody>
</table></body></html>"""
OF_LIBREOFFICE = (
    "<h3>Økonomi</h3><p>Ingen <strong>udgift</strong>.</p><ol><li>Første</li><li>Andet<ul><li>Under</li></ul></li></ol>"
    '<table><thead><tr><th scope="col">År</th><th scope="col">Beløb</th></tr></thead>'
    "<tbody><tr><td>2023</td><td>1<sup>a</sup></td></tr></tbody></table>"
)

GOOGLE = (
    '<meta charset=\'utf-8\'><b style="font-weight:normal;" id="docs-internal-guid-1b2c">'
    '<h1 dir="ltr" style="line-height:1.38;"><span style="font-size:20pt;font-weight:400;">Lovgrundlag</span></h1>'
    '<p dir="ltr" style="line-height:1.38;"><span style="font-weight:400;">Efter </span>'
    '<span style="font-weight:700;">loven</span><span style="font-style:italic;"> gælder</span></p>'
    '<ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;" aria-level="1">'
    '<p dir="ltr" role="presentation"><span style="font-weight:400;">Paragraf 1</span></p></li>'
    '<ul><li dir="ltr" aria-level="2"><p role="presentation"><span>Stykke 2</span></p></li></ul>'
    '<li dir="ltr" aria-level="1"><p role="presentation"><span>Paragraf 3</span></p></li></ul>'
    '<div dir="ltr" align="left"><table style="border:none;"><colgroup><col width="301" /></colgroup><tbody>'
    '<tr style="height:0pt"><td style="padding:5pt;"><p dir="ltr"><span>A</span></p></td></tr></tbody></table></div>'
    '<br /></b><br class="Apple-interchange-newline">'
)
OF_GOOGLE = (
    "<h3>Lovgrundlag</h3><p>Efter <strong>loven</strong><em> gælder</em></p>"
    "<ul><li>Paragraf 1<ul><li>Stykke 2</li></ul></li><li>Paragraf 3</li></ul>"
    "<table><tbody><tr><td>A</td></tr></tbody></table>"
)

CLIPBOARDS = {"Word": (WORD, OF_WORD), "LibreOffice": (LIBREOFFICE, OF_LIBREOFFICE), "Google Docs": (GOOGLE, OF_GOOGLE)}


def listed(level, mark, text, *, font=""):
    """A paragraph of a list as Word writes it, with what it shows before it in the font."""
    return (
        f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><![if !supportLists]><span style='{font}'>"
        f"<span style='mso-list:Ignore'>{mark}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span>"
        f"</span><![endif]>{text}</p>"
    )


def heading(mark):
    shown = f"<span style='mso-list:Ignore'>{mark}<span>&nbsp; </span></span>"
    return f"<h2 style='mso-list:l0 level1 lfo1'>{shown}Titel</h2>"


# What is pasted, and how it is stored, with and without the editor.
NUMBERED = [
    (listed(1, "1.", "a") + listed(2, "1.1.", "b") + listed(2, "1.2.", "c") + listed(1, "2.", "d"),
     '<ol><li>a</li></ol><p>1.1. b</p><p>1.2. c</p><ol start="2"><li>d</li></ol>'),
    (listed(2, "3.2", "a") + listed(3, "a)", "b"), '<p>3.2 a</p><ol type="a"><li>b</li></ol>'),
    (listed(1, "§ 3", "a") + listed(2, "Stk. 2.", "b"), "<p>§ 3 a</p><p>Stk. 2. b</p>"),
    (listed(1, "Punkt 3:", "a"), "<p>Punkt 3: a</p>"),
    (listed(1, "(3)", "a") + listed(1, "(4)", "b"), '<ol start="3"><li>a</li><li>b</li></ol>'),
    (listed(1, "3", "a"), '<ol start="3"><li>a</li></ol>'),
    (listed(1, "1.", "a") + listed(2, "a)", "b") + listed(1, "2.", "c") + listed(2, "a)", "d"),
     '<ol><li>a<ol type="a"><li>b</li></ol></li><li>c<ol type="a"><li>d</li></ol></li></ol>'),
    (listed(1, "1.", "a") + listed(1, "2.", "b") + listed(1, "1.", "c"),
     '<ol><li>a</li><li>b</li><li value="1">c</li></ol>'),
    (listed(1, "aa)", "a") + listed(1, "æ)", "b"), "<p>aa) a</p><p>æ) b</p>"),
    (listed(1, "1.a.", "a") + listed(1, "Første:", "b"), "<p>1.a. a</p><p>Første: b</p>"),
    (listed(1, "9999999.", "a"), "<p>9999999. a</p>"),
    (listed(1, "§", "a", font="font-family:Wingdings") + listed(1, "v", "b", font="font-family:Wingdings"),
     "<ul><li>a</li><li>b</li></ul>"),
    (listed(1, "o", "a") + listed(1, "–", "b"), "<ul><li>a</li><li>b</li></ul>"),
    (heading("2."), "<h3>2. Titel</h3>"),
    (heading("2.1"), "<h3>2.1 Titel</h3>"),
    ("<ol reversed><li>a</li><li>b</li></ol>", '<ol start="2"><li>a</li><li value="1">b</li></ol>'),
    ("<ol reversed start=5><li>a</li><li value=9>b</li><li>c</li></ol>",
     '<ol start="5"><li>a</li><li value="9">b</li><li value="8">c</li></ol>'),
    ("<ol start=-1><li>a</li><li><p>b</p></li><li>c</li></ol>", '<p>-1. a</p><ol start="0"><li>b</li><li>c</li></ol>'),
    ("<ol start=0><li>a</li></ol>", '<ol start="0"><li>a</li></ol>'),
    ("<ol><li value=-3>a<ul><li>b</li></ul></li></ol>", "<p>-3. a</p><ul><li>b</li></ul>"),
    ("<ol start=3abc><li>a</li></ol>", '<ol start="3"><li>a</li></ol>'),
    ("<ol start=4000000><li>a</li></ol>", "<p>4000000. a</p>"),
    ("<ol type=i start=4><li>a</li><li value=9>b</li></ol>",
     '<ol start="4" type="i"><li>a</li><li value="9">b</li></ol>'),
    ("<ol style='list-style-type:lower-alpha' start=3><li>a</li></ol>", '<ol start="3" type="a"><li>a</li></ol>'),
    ("<ol><li style='list-style-type:lower-alpha'>a</li><li>b</li></ol>",
     '<ol type="a"><li>a</li></ol><ol start="2"><li>b</li></ol>'),
    ("<ol style='list-style-type:lower-greek'><li>a</li></ol>", "<p>α. a</p>"),
    ("<ol style='list-style:none'><li>§ 1 a</li></ol>", "<ul><li>§ 1 a</li></ul>"),
    ("<ul style='list-style-type:decimal'><li>a</li><li>b</li></ul>", "<ol><li>a</li><li>b</li></ol>"),
]  # fmt: skip
RAISED = [
    ("vertical-align:super", "sup"),
    ("vertical-align:5pt", "sup"),
    ("vertical-align:40%", "sup"),
    ("vertical-align:0.4em", "sup"),
    ("position:relative;top:-4.0pt;mso-text-raise:4.0pt", "sup"),
    ("mso-text-raise:3.5pt", "sup"),
    ("position:relative;top:-.5em;font-size:75%", "sup"),
    ("font-variant-position:super", "sup"),
    ("vertical-align:sub", "sub"),
    ("vertical-align:-3pt", "sub"),
    ("position:relative;top:3.0pt;mso-text-raise:-3.0pt", "sub"),
    ("position:relative;bottom:-.25em", "sub"),
    ("vertical-align:text-top", None),
    ("vertical-align:baseline", None),
    ("vertical-align:0", None),
    ("top:-4.0pt", None),
    ("position:relative;top:-.5pt;mso-text-raise:.5pt", None),
]
