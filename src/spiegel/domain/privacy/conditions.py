"""Rare conditions: in one municipality often one person has it. Of our own choosing.

What many people live with, such as diabetes or dementia, is not in it.
"""

from typing import Final

RARE: Final = frozenset(
    (
        "huntington|als|taaislijmziekte|cystische fibrose|cystic fibrosis|duchenne|becker|"
        "angelman|rett|prader-willi|prader willi|ehlers-danlos|ehlers danlos|marfan|williams|"
        "fragiele x|turner|klinefelter|noonan|usher|sma|spinale musculaire atrofie|pompe|"
        "gaucher|fabry|wilson|addison|cushing|guillain-barre|guillain barre|myasthenia gravis|"
        "myasthenie|sclerodermie|lupus|sarcoidose|acromegalie|hemofilie|sikkelcel|"
        "sikkelcelziekte|thalassemie|fenylketonurie|pku|spina bifida|open ruggetje|"
        "hydrocefalus|waterhoofd|dwerggroei|achondroplasie|brozebottenziekte|"
        "osteogenesis imperfecta|narcolepsie|retinitis pigmentosa|albinisme|"
        "epidermolysis bullosa|vlinderziekte|locked-in|locked in|ataxie van friedreich|"
        "friedreich|creutzfeldt-jakob|creutzfeldt|korsakov|korsakoff|gilles de la tourette|"
        "tourette|dissociatieve identiteitsstoornis|dis-stoornis|anorexia|transgender|hiv|"
        "aids|tuberculose|lepra|q-koorts|schizofrenie|psp|msa|pls|"
        "progressieve supranucleaire verlamming|multiple systeem atrofie|kleefstra|"
        "phelan-mcdermid|dravet|lennox-gastaut|west-syndroom|tubereuze sclerose|"
        "neurofibromatose|batten|sanfilippo|hurler|niemann-pick|zellweger|leukodystrofie|"
        "crigler-najjar|hirschsprung|moebius"
    ).split("|")
)

NEEDS_CONTEXT: Final = frozenset(
    (
        "als becker rett williams wilson turner usher pompe batten msa psp pls sma lupus "
        "addison marfan hurler"
    ).split()
)
"""Of these the ones that are a word or a surname as well: only who *has* it is found."""

COMMON: Final = frozenset(
    (
        "parkinson alzheimer crohn pfeiffer lyme bechterew graves hashimoto meniere down "
        "sjogren asperger raynaud"
    ).split()
)
"""What may stand after "ziekte van" and points to nobody."""
