"""Holds the words that tell a pain's duration from every other length of time."""
from __future__ import annotations

from collections.abc import Sequence

from backguide.text.number_words import Token, word_at, words

PAIN = words(
    "pain pains paining painful pane ache aches ached aching achey achy sore soar soreness hurt hurts hurting",
    "herts backache stiff stiffness tight tightness tightening twinge spasm spasms cramp knot burning throbbing",
    "tender agony numb numbness tingling tingly tingles pins weak weakness limp sciatica discomfort symptoms",
    "niggle niggling crick dull stabbing banjaxed trouble seized dragging dead bum complaint duration problem",
    "problems issue issues onset suffering suffered dard sakit swollen rash backpain backpains trapped grumbling",
    "heavy clumsy worsening catching lbp lumbago pian apin paine paning hurtin hurtz achin killing crippled crippling",
    "paind pined sorness hell misery stuck flare-up flareup spasming screaming backpian pulsating gnawing")
BODY = words(
    "spine spinal neck shoulder shoulders shoulderblade blade blades rib ribs scapula scaps thoracic chest lumbar",
    "muscle muscles wings likod back's mine mine's bra disc discs disk coccyx tailbone sacrum hip hips vertebra",
    "waist",
    "vertebrae")
SYMPTOMS = PAIN | BODY
PRONOUNS = words("it its it's this that that's thats mine it'll it'd itll")
BACK_BEFORE = words(
    "my me mi ma upper lower low mid middle the his her bad sore this old your their our dodgy of de buggered",
    "crocked middle sacred chronic this these")
BACK_AFTER = words(
    "bad knackered pain pains ache aches hurts hurt has is went gave been trouble problem problems seized started",
    "locked began sore issues spasm spasms thing injury dey was and killing")
ONSET = words(
    "started start starting strted startd began begun kicked seized locked pulled pulling strained tweaked",
    "twinged hurt injured wrenched cricked jarred twisted popped happened fell crashed slipped appeared onset",
    "banged tripped spasmed sprained ricked knackered buggered jolted clicked flared snapped whiplash landed",
    "twanged cracked nagsimula threw thrown twinge jolt tore tweak")
SOFT_ONSET = words("came went got felt noticed woke did put lifted lifting carried carrying set first new gave moved")
# what a person has had or does for years: a bare "three years now" after it is not the pain's
HISTORY = words(
    # habits, medicines, work, family
    "smoke smoked smoker smoking cigarettes cigarette fags vape vaping drink drank drinking sober clean pack",
    "tablets tablet pill pills medication meds medicine steroid steroids prednisolone warfarin statin statins hrt",
    "inhaler antibiotics injections injection ibuprofen paracetamol methotrexate humira insulin dose doses taking pred",
    "job work worked working works career driver driving drive retired army served service mill business shift shifts",
    "married marriage divorced widowed together wife's teacher teaching nurse nursing apprentice school uni course",
    # past events and other illnesses
    "cancer cancers tumour tumor chemo chemotherapy radiotherapy leukaemia leukemia lymphoma melanoma remission stroke",
    "attack operation op operated surgery replaced replacement removed stent stents pacemaker diagnosed diagnosis",
    "tb copd asthma diabetes diabetic arthritis hypertension infection covid pneumonia shingles depression anxiety",
    "flushes menopause cough coughs coughing coughed hacking sweats sweat sweating period periods died passed funeral",
    "quit stopped retirement",
    "cured discharged weight's accident scan mri xray test tests checkup smear transplant baby babies born",
    "birth pregnant pregnancy breastfeeding caesarean epidural toddler puppy kids daughter's son's headaches")
ELSEWHERE = HISTORY | words(
    # what lies ahead, and what comes round again
    "appointment appt appointments booked booking waiting list flight fly flying holiday holidays wedding due review",
    "deadline course notice rest rested resting prescription referral wait queue",
    # weight
    "stone kilo kilos kg lb lbs pound pounds libras weight dropped lost",
    "clothes trousers pants jeans belt sarong looser loose appetite",
    "taken mg tab tabs capsule capsules naproxen diclofenac gabapentin pregabalin amitriptyline meloxicam diazepam",
    "baclofen sleep slept asleep injecting powders tramadol panadol nurofen aspirin codeine codamol cocodamol")
# "would a couple of days off do?" measures nothing yet
HYPOTHETICAL = words("would will shall gonna i'll it'll might if could wouldn't he'll she'll")
ASSUAGED = words(
    "worse worst worsened worsening better improved improving eased easing ease fine ok okay grand settled gone",
    "normal")
ONGOING = words(
    "been have has having i've ive it's its 've he's she's now can't cant cannot won't wont unable still",
    "constantly constant can lately recently like")
EMPTY = words(
    "about around for now of so far like maybe i think i'd say roughly well um er yes yeah just only already the",
    "a and on off with probably going straight running been has have had some ago back or circa approximately",
    "approx must be is was in past last these over during since from it its it's this that's that thats - : x",
    "duration ish lot there ongoing non stop all time same continuous continuously solid though please po liao",
    "leh haan ji hi hello ok nearly almost it'll 'bout bout tops give take guess than more less ever then sure",
    "not total long how question answer severity which basically 24 7 / lasting lasted least reckon suppose would say",
    "guess imagine believe think thereabouts thereabout something whatever trot row end complete completed full exact",
    "exactly precisely odd roughly easily na la lah eh hey innit mate doc doctor sir maam madam ma'am dear love pls",
    "give or gone past passed counting every single day aprox prolly probs cant remember exactly honest honestly tbh",
    "sorry thanks thank you bit couple am pm still also that's thats today's just ya yep yup nope oh ah hmm tell truth",
    "'ve ive i've i'm im hiya too each today")
# "it started the week before last": what started is not the week
DATE_NOUNS = words(
    "day week weekend morning night month other last summer spring winter autumn hour minute few couple fortnight year",
    "several good half")
SENTENCE_ENDS = frozenset(".!?\n")
CLAUSE_ENDS = frozenset(".!?\n;,()") | words("but and so because cos although though while whereas then n")

NEVER_BEFORE = words(
    "in within every each per another next until till first further lasts extra by after than inside before")
NEVER_AFTER = words(
    "pregnant along postpartum post pp later time time's times younger older apart each until till before after",
    "left notice ahead out old olds yo away course supply holiday shy 🤰")
FREQUENCY = words(
    "twice once thrice times time x hours hrs days nights sessions lb lbs pounds kg quid pints units pack packs",
    "cigarettes fags drinks miles steps shifts goes tablets £ $ ten")
# what hurts a back: with a day in the past it dates the pain that the message tells of
STRAINS = words(
    "lifted lifting carried carrying moved moving shifted shifting shovelled shovelling shoveled shoveling dug digging",
    "fell slipped tripped twisted twisting bent bending pulled pulling pushed pushing dragged dragging hauled hauling",
    "knocked rolled crashed tumbled deadlift deadlifts deadlifted squat squats gym session rowed rowing painted",
    "painting gardening raked chopped planted hoovered scrubbed laid loaded unloaded humped heaved threw thrown jolted",
    "tackled kicked climbed trampolining bowling cartwheels pounding rear-ended shunted hung swam portaged wrestled",
    "deadlifting rucking mowed mowing swung bump bumped skated skating hiked hiking jumped landed helped played bend",
    "twist slip overdid wrecked padel headstands pullups")
# who cannot do it tells of the pain, too
CANNOT = words("can't cant cannot couldn't couldnt")
# words of a woman with child: "30 weeks, baby's kicking" is no pain's
PREGNANT = words(
    "pregnant baby baby's bump midwife kicking trimester contractions contraction labour preggers expecting gestation",
    "preggo prego bub's pregnancy bub")
OWN_AGE = words("pain ache it it's its mine mine's back injury this that's")
FINE_AFTER_SINGULAR = words(
    "now ago back and or of i since with on it this the my that pain already straight running solid so but not in",
    "roughly about approx approximately maybe or give today tonight yesterday complete completed exactly after from",
    "at he she they going ongoing same hx history liao plus is no its it's ish")


_BACK_THINGS = words("end garden door doors seat seats yard room pocket step steps row office bedroom gate lane")


def names_symptom(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the token speaks of the pain; "back" only as a part of the body."""
    word = word_at(tokens, index)
    if word in {"back", "bak", "backs"}:
        if word_at(tokens, index + 1) in _BACK_THINGS:
            return False
        return word_at(tokens, index - 1) in BACK_BEFORE or word_at(tokens, index + 1) in BACK_AFTER
    return word in SYMPTOMS
