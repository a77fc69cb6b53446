"""A file in the mark-up of the United Nations' documentation services, with fictional contents."""

from __future__ import annotations

__all__ = ["akn", "resolution"]

_HEAD = (
    '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:akn4un="http://un.org/akn4un">'
    '<statement name="{name}"><meta><identification source="#x"><FRBRExpression>'
    '<FRBRdate date="2031-10-09" name="publication"/><FRBRlanguage language="{code}"/></FRBRExpression></identification>'
    "<presentation><akn4un:footerFirstPage><docketNumber>31-20551 (E)</docketNumber></akn4un:footerFirstPage>"
    "</presentation></meta>"
)


def akn(inside: str, *, name: str = "resolution", code: str = "eng") -> bytes:
    """A file around the coverPage, preface, preamble … given."""
    head = _HEAD.format(name=name, code=code)
    return f"{head}{inside}</statement></akomaNtoso>".encode()


_COVER = """
<coverPage>
  <p><span refersTo="#publisher"><docAuthority refersTo="#publisher">United Nations</docAuthority></span></p>
  <p class="upperRight"><docNumber refersTo="#symbol">A/RES/86/17</docNumber></p>
  <p><img src="x.jpg"/><docAuthority refersTo="#issuingBody">General Assembly</docAuthority></p>
  <p><docStatus refersTo="#generalDistribution">Distr.: General</docStatus></p>
  <p><docDate date="2031-10-09" refersTo="#dateOfIssuance">9 October 2031</docDate></p>
  <p><session refersTo="#generalAssembly" value="86">Eighty-sixth session</session></p>
  <p><inline title="24 (b)" name="agenda item">Agenda item 24 (b)</inline></p>
  <p><inline name="agenda item name">Cooperation: tide gauges</inline></p>
  <p><docTitle>Resolution adopted by the General Assembly on 3 October 2031</docTitle></p>
  <p><docProponent refersTo="#secondCommittee">[on the report of the Second Committee
    (<inline name="originating document">A/86/410, para. 9</inline>)]</docProponent></p>
</coverPage>
<preface><p><docNumber>86/17.</docNumber><docTitle refersTo="#resolutionTitle">
  <span class="bold">	Year of the Tide Gauge</span></docTitle></p></preface>
"""

_TEXT = """
<preamble>
  <formula name="enactingFormula"><p xml:space="preserve">
    <span class="italic">The General Assembly</span>,</p></formula>
  <container name="Recalling"><p>	<span class="italic">Recalling</span> its resolution 85/2 of
    1 May 2031,<authorialNote marker="1"><p>	(1)	See A/85/900.</p></authorialNote></p></container>
  <container name="Noting"><blockList><listIntroduction><span>Noting</span> that:</listIntroduction>
    <item><num>(i)</num><p>tides rise,</p></item><item><num>(ii)</num><p>tides fall,</p></item></blockList></container>
</preamble>
<mainBody>
  <paragraph class="H23"><content><p><subheading>I</subheading></p></content></paragraph>
  <paragraph class="H23"><subheading>Gauges</subheading></paragraph>
  <paragraph class="SingleTxt"><num>1.</num><list><intro><p><span>Decides</span>:</p></intro>
    <point><num>(a)</num><content><p>To count<sup>(</sup><authorialNote marker="2"><p>()	A/86/1.</p></authorialNote><sup>)</sup>
      gauges;</p></content></point>
    <sublist><point><num>(i)</num><content><p>by hand;</p></content></point></sublist>
    <point><num>(b)</num><content><p>To read them;</p></content></point></list></paragraph>
  <paragraph><num>2.</num><content><p>Takes note of the table:</p><table><tr><th>Port</th><th>m</th></tr>
    <tr><td><p>Norrhaven</p></td><td><p>2.1</p></td></tr></table></content></paragraph>
  <paragraph><num>3.</num><content><p></p></content></paragraph>
  <paragraph><content><p>Decides to close.</p></content></paragraph>
</mainBody>
<conclusions><p><inline name="adoptionMeeting" title="9th">9th plenary meeting</inline><eol/><docDate
  date="2031-10-03" refersTo="#adoptionDate">3 October 2031</docDate></p>
  <p><vote><outcome>[Adopted by 2 to 1:<outcome>In favour:<eol/><organization>Maravia, Oresund</organization></outcome><outcome
    >Against:<eol/><organization>Tiberia]</organization></outcome></outcome></vote></p></conclusions>
<attachments><attachment><doc name="annex"><meta/><mainBody>
  <paragraph class="H23"><subheading>Annex</subheading></paragraph>
  <paragraph class="H23"><subheading>Rules of the gauges</subheading></paragraph>
  <paragraph><num>1 -</num><content><p>A gauge stands upright.</p></content></paragraph>
</mainBody></doc></attachment></attachments>
"""


def resolution() -> bytes:
    """A resolution with what AKN4UN files have: lists, headings, a table, notes, a vote, an annex."""
    return akn(_COVER + _TEXT)
