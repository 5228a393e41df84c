"""Abbreviations of Dutch letters, and what to write instead."""

from types import MappingProxyType
from typing import Final

_SPELT: Final = """
a.s=komende; a.u.b=alstublieft; aub=alstublieft; afd=afdeling; art=artikel; b.g.g=bij geen gehoor
bijv=bijvoorbeeld; bv=bijvoorbeeld; b.v=bijvoorbeeld; blz=bladzijde; ca=ongeveer; c.a=met anderen
c.q=of; cq=of; d.d=van; dd=van; d.m.v=met; dmv=met; d.w.z=dat betekent; dwz=dat betekent
dhr=de heer; dr=dokter; drs=; ds=dominee; e.a=en anderen; e.d=en zo; e.e.a=het een en ander
enz=en zo verder; etc=en zo verder; e.v=en verder; evt=misschien; excl=zonder; i.c=in dit geval
i.h.b=vooral; i.h.k.v=voor; ihkv=voor; i.i.g=in ieder geval; iig=in ieder geval; i.o.m=samen met
iom=samen met; i.p.v=in plaats van; ipv=in plaats van; i.s.m=samen met; ism=samen met
i.t.t=anders dan; i.v.m=omdat; ivm=omdat; i.z=over; incl=met; ing=; ir=; jl=laatst
lic=; m.a.w=met andere woorden; m.b.t=over; mbt=over; m.b.v=met; mbv=met; m.i.v=vanaf; miv=vanaf
m.n=vooral; m.u.v=behalve; max=niet meer dan; mevr=mevrouw; mw=mevrouw; min=minstens; mr=
n.a.v=na; nav=na; n.v.t=niet voor u; nvt=niet voor u; nl=namelijk; nr=nummer; nrs=nummers
o.a=onder andere; oa=onder andere; o.b.v=door; obv=door; o.g.v=door; o.l.v=onder leiding van
o.m=onder meer; o.t=; p.j=per jaar; p.m=per maand; p.p=per persoon; p.w=per week; p/m=per maand
p/p=per persoon; pag=bladzijde; plm=ongeveer; prof=professor; resp=en; s.v.p=alstublieft
svp=alstublieft; t.a.v=voor; tav=voor; t.b.v=voor; tbv=voor; t.g.v=door; t.h.v=bij
t.n.v=op naam van; tnv=op naam van; t.o.v=vergeleken met; tov=vergeleken met; t.w=dit is
t.z.t=later; tzt=later; t/m=tot en met; tel=telefoon; telnr=telefoonnummer; v.a=vanaf
v.d=van de; v.w.b=over; vgl=vergelijk; vlg=volgende; vnl=vooral; w.o=waaronder
z.o.z=kijk ook achterop
z.s.m=snel; zsm=snel; zgn=zogenaamd; z.g=zogenaamd; m.v.g=met vriendelijke groet
mvg=met vriendelijke groet
u.i.t=; w.v.t.t.k=wat verder nog besproken wordt; a.d.h.v=met; adhv=met; b.d=; o.i.d=of zoiets
oid=of zoiets
"""
SPELT: Final = MappingProxyType(
    {
        short: meant
        for short, _, meant in (
            entry.strip().partition("=")
            for line in _SPELT.strip().splitlines()
            for entry in line.split(";")
        )
    }
)
"""In small letters without the last stop: what to write; empty where it is a title of a person."""
_NAMED: Final = """
Wmo=Wet maatschappelijke ondersteuning; Wlz=Wet langdurige zorg; Zvw=Zorgverzekeringswet
pgb=persoonsgebonden budget; ggz=geestelijke gezondheidszorg; ggd=gezondheidsdienst
Awb=Algemene wet bestuursrecht; AWBZ=Algemene Wet Bijzondere Ziektekosten; avg=privacywet
CAK=Centraal Administratie Kantoor; CIZ=Centrum Indicatiestelling Zorg; svb=Sociale Verzekeringsbank
uwv=Uitvoeringsinstituut Werknemersverzekeringen; zzp=zelfstandige zonder personeel
poh=hulp van de huisarts
cjg=Centrum voor Jeugd en Gezin; wwb=bijstand; WIA=; WAO=; Wajong=; AOW=pensioen van de overheid
vng=; ozo=
zin=zorg in natura; b&w=burgemeester en wethouders; bsn=burgerservicenummer
vog=verklaring omtrent het gedrag
iz=; mdt=team van verschillende hulpverleners; hbh=hulp bij het huishouden
lvb=licht verstandelijk beperkt
nah=hersenletsel; adl=hulp bij wassen en aankleden; wvggz=; sw=; zg=; oggz=; mo=; bw=beschermd wonen
"""
_AS_WORDS: Final = frozenset(("zin", "mo", "sw", "zg", "bw", "iz", "ozo"))
"""Names that are words, or parts of one, in small letters."""
NAMED: Final = MappingProxyType(
    {
        short.lower(): meant
        for short, _, meant in (
            entry.strip().partition("=")
            for line in _NAMED.strip().splitlines()
            for entry in line.split(";")
        )
    }
)
"""Laws, offices and forms of care in small letters: what they stand for, as far as that helps."""
WITHOUT_CAPITALS: Final = frozenset(NAMED) - _AS_WORDS
"""Those that are an abbreviation however they are written."""
USUAL: Final = frozenset(
    ("tv ns pc sms pdf cd dvd id wc usb ok qr eu nl btw iban pin anwb nos rtl hema").split()
)
"""In small letters: what everybody calls it."""
