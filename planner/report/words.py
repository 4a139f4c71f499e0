"""Every sentence and label of tables, verdicts and workbooks, in bokmål and English.

`say(lang, key, ...)` is the only door: the texts can move to message catalogues without a change to
those who use them. Labels of indicators beyond the comparison table stand in
`planner.evaluate.INDICATORS`, the words of maps in `planner.report.map_text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from planner.report.numbers import Lang, number

LANGS: tuple[Lang, ...] = ("nb", "en")
Texts = Mapping[str, tuple[str, str]]
"""Key → the text in bokmål and in English."""


def say(lang: Lang, key: str, /, **values: str | int) -> str:
    """A text by key, with values set in: whole numbers in the language's style, texts as they are.

    Raises:
        KeyError: no such key, or a value that the text asks for is missing.
    """
    return tell(WORDS, lang, key, **values)


def tell(texts: Texts, lang: Lang, key: str, /, **values: str | int) -> str:
    """A text by key out of texts of one's own, with values set in as `say` does."""
    shown = {name: number(lang, v) if isinstance(v, int) else v for name, v in values.items()}
    return texts[key][LANGS.index(lang)].format(**shown)


WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # ------------------------------------------------------------------ the comparison table
        "table.title": ("Sammenligning av alternativer", "Comparison of alternatives"),
        "table.scope": (
            "Sammenligningsgrunnlag: {persons} innbyggere i {names}.",
            "Scope: {persons} inhabitants of {names}.",
        ),
        "table.part": ("Del {part} av {parts}", "Part {part} of {parts}"),
        "table.best": (
            "{mark} best i raden; alternativer som beregningen ikke kan skille, deler merket",
            "{mark} best in the row; alternatives that the proof cannot tell apart share the mark",
        ),
        "table.best_xlsx": (
            "Grønt og halvfett: best i raden; alternativer som beregningen ikke kan skille, deler "
            "merket.",
            "Green and bold: best in the row; alternatives that the proof cannot tell apart share the "
            "mark.",
        ),
        "table.same": ("Likt for alle: {rows}.", "The same for all: {rows}."),
        "table.absent": ("–", "–"),
        "table.yes": ("ja", "yes"),
        "table.no": ("nei", "no"),
        "section.organisation": ("Samordning", "Coordination"),
        "section.offer": ("Tilbud og deltakere", "Programmes and participants"),
        "section.travel": ("Reise", "Travel"),
        "section.cost": ("Kostnad", "Cost"),
        "section.proof": ("Beregning", "Solution"),
        "row.coverage_share": ("Dekning av innbyggerne", "Coverage of the inhabitants"),
        "row.persons_outside": ("Innbyggere utenfor enhet", "Inhabitants outside a unit"),
        "row.unit_persons": ("Innbyggere per enhet", "Inhabitants per unit"),
        "row.guideline": (
            "Mot veiledende befolkningsgrunnlag",
            "Against the population guideline",
        ),
        "row.form": ("Organisasjonsform", "Form of organisation"),
        "row.agreements_existing": ("Avtaler som finnes", "Agreements that exist"),
        "row.agreements_new": ("Avtaler som må inngås", "Agreements to be made"),
        "row.posts_fte": ("Årsverk til samordning", "Coordinators' posts"),
        "row.coordinator_posts_needed": ("Årsverk som trengs", "Posts needed"),
        "row.units_over_posts": (
            "Enheter med flere timer enn årsverk",
            "Units with more hours than posts",
        ),
        "row.participants_per_post": ("Deltakere per årsverk", "Participants per post"),
        "row.units_under_two_posts": (
            "Sårbare enheter (under to årsverk)",
            "Vulnerable units (under two posts)",
        ),
        "row.programmes_viable": (
            "Tilbud en enhet kan fylle",
            "Programmes a unit can fill",
        ),
        "row.viable_share": ("… andel av deltakerne", "… share of participants"),
        "row.programmes_held": ("Tilbud med kurs i planen", "Programmes held locally"),
        "row.courses": ("Kurs i året", "Courses a year"),
        "row.venues_in_use": ("Lokaler i bruk", "Venues in use"),
        "row.participants_served": ("Deltakere lokalt i året", "Local participants a year"),
        "row.participants_specialist": (
            "Deltakere ved {specialist}",
            "Participants at {specialist}",
        ),
        "row.participants_unmet": ("Uten tilbud", "With no offer"),
        "row.fill_probability_mean": ("Sannsynlighet for fullt kurs", "Probability a course fills"),
        "row.wait_years_mean": ("Ventetid, gjennomsnitt (år)", "Mean wait (years)"),
        "row.professional_hours": ("Fagfolks timer på samlinger", "Professionals' hours in meetings"),
        "row.user_representative_meetings": (
            "Brukerrepresentanters samlinger",
            "User representatives' meetings",
        ),
        "row.travel_hours_total": ("Reisetimer i året, i alt", "Travel hours a year, total"),
        "row.travel_hours_participants": ("… deltakere lokalt", "… local participants"),
        "row.travel_hours_specialist": ("… deltakere ved {specialist}", "… at {specialist}"),
        "row.travel_hours_staff": ("… fagfolk", "… professionals"),
        "row.travel_hours_outside": ("… innbyggere utenfor enhet", "… people outside a unit"),
        "row.travel_hours_per_participant": ("Reisetimer per deltaker", "Travel hours per participant"),
        "row.minutes_mean": ("Minutter én vei, gjennomsnitt", "Minutes one way, mean"),
        "row.minutes_p90": ("Minutter én vei, 90-prosentil", "Minutes one way, 90th percentile"),
        "row.minutes_max": ("Minutter én vei, lengste", "Minutes one way, longest"),
        "row.minutes_mean_worst_municipality": (
            "Minutter én vei, verste kommune",
            "Minutes one way, worst municipality",
        ),
        "row.share_within_30": ("Deltakere innen 30 minutter", "Participants within 30 minutes"),
        "row.share_within_45": ("Deltakere innen 45 minutter", "Participants within 45 minutes"),
        "row.share_within_60": ("Deltakere innen 60 minutter", "Participants within 60 minutes"),
        "row.cost_nok": ("Kroner i året, i alt", "NOK a year, total"),
        "row.cost_nok_municipalities": ("… kommunene", "… municipalities"),
        "row.cost_nok_hospital_trust": ("… helseforetaket", "… hospital trust"),
        "row.cost_nok_grants": ("… tilskudd", "… grants"),
        "row.cost_nok_users": ("… brukerne (skyss)", "… users (mileage)"),
        "row.cost_nok_per_person": ("Kroner per innbygger", "NOK per inhabitant"),
        "row.status": ("Hvor godt bevist", "How well proven"),
        # ------------------------------------------------------------------ the guideline
        "guideline.within": ("innenfor", "within"),
        "guideline.about": ("omtrent på, {short}\u00a0under", "about at, {short}\u00a0short"),
        "guideline.below": ("{short}\u00a0under", "{short}\u00a0short"),
        "guideline.above": ("{above}\u00a0over", "{above}\u00a0above"),
        "guideline.all_below": ("alle under", "all below"),
        "guideline.all_within": ("alle innenfor", "all within"),
        "guideline.some_within": (
            "{within} av {units} innenfor",
            "{within} of {units} within",
        ),
        # ------------------------------------------------------------------ status
        "status.optimal": ("bevist best", "proven best"),
        "status.within_gap": ("bevist innen {gap}", "proven within {gap}"),
        "status.stopped": ("stoppet, gap {gap}", "stopped, gap {gap}"),
        "status.stopped_unknown": ("stoppet, ikke bevist", "stopped, not proven"),
        "status.given": ("gitt, ikke beregnet", "given, not solved"),
        # ------------------------------------------------------------------ forms
        "form.none": ("ingen", "none"),
        "form.founded": ("{form} (ny)", "{form} (new)"),
        "form.intermunicipal": ("interkommunalt", "intermunicipal"),
        "form.host_municipality": ("vertskommune", "host municipality"),
        "form.dms": ("DMS", "medical centre (DMS)"),
        "form.solo": ("hver for seg", "each by itself"),
        "form.seat": ("ny enhet", "new unit"),
        "form.new": ("ny enhet", "new unit"),
        "form.satellite": ("satellitt av sykehuset", "satellite of the hospital"),
        # ------------------------------------------------------------------ verdicts: units
        "verdict.title": ("Vurdering", "Verdicts"),
        "verdict.no_unit": (
            "Ingen samordningsenhet: folk deltar ved {specialist} eller har ikke noe gruppetilbud.",
            "No coordinating unit: people take part at {specialist} or have no group programme.",
        ),
        "verdict.one": ("{persons} innbyggere{judgement}.", "{persons} inhabitants{judgement}."),
        "verdict.named": (
            "{unit}: {persons} innbyggere{judgement}.",
            "{unit}: {persons} inhabitants{judgement}.",
        ),
        "verdict.within": (
            ": innenfor veiledende befolkningsgrunnlag ({low}–{high})",
            ": within the population guideline ({low}–{high})",
        ),
        "verdict.about": (
            ", {short} under {low}: omtrent på nedre anslag",
            ", {short} short of {low}: about at the lower estimate",
        ),
        "verdict.below": (
            ", {short} under {low}: under veiledende befolkningsgrunnlag",
            ", {short} short of {low}: below the population guideline",
        ),
        "verdict.above": (
            ", {above} over {high}: over øvre anslag, som ikke er en feil i seg selv",
            ", {above} over {high}: above the upper estimate, which is no fault in itself",
        ),
        "verdict.several": (
            "{units} enheter med {least}–{most} innbyggere: {counts} ({low}–{high}).",
            "{units} units of {least}–{most} inhabitants: {counts} ({low}–{high}).",
        ),
        "verdict.count_all_below": (
            "alle under veiledende befolkningsgrunnlag",
            "all below the population guideline",
        ),
        "verdict.count_all_within": (
            "alle innenfor veiledende befolkningsgrunnlag",
            "all within the population guideline",
        ),
        "verdict.count_mixed": (
            "{within} innenfor, {about} omtrent på, {below} under og {above} over veiledende "
            "befolkningsgrunnlag",
            "{within} within, {about} about at, {below} below and {above} above the population "
            "guideline",
        ),
        # ------------------------------------------------------------------ verdicts: the rest
        "verdict.covers_all": (
            "Alle i sammenligningsgrunnlaget er med.",
            "Everybody in scope is covered.",
        ),
        "verdict.covers_some": (
            "{share} er med; {names} ({persons} innbyggere) står utenfor.",
            "{share} are covered; {names} ({persons} inhabitants) stand outside.",
        ),
        "verdict.covers_none": (
            "Ingen i sammenligningsgrunnlaget er med.",
            "Nobody in scope is covered.",
        ),
        "verdict.viable": (
            "{viable} av {programmes} tilbud kan fylle en gruppe, for {share} av deltakerne.",
            "{viable} of {programmes} programmes can fill a group, for {share} of the participants.",
        ),
        "verdict.viable_none": (
            "Ingen av de {programmes} tilbudene kan fylle en gruppe.",
            "None of the {programmes} programmes can fill a group.",
        ),
        "verdict.participants": (
            "Av {total} deltakere i året er {served} på kurs i regionen og {at} ved {specialist}.",
            "Of {total} participants a year {served} are at courses in the region and {at} at "
            "{specialist}.",
        ),
        "verdict.participants_unmet": (
            "Av {total} deltakere i året er {served} på kurs i regionen, {at} ved {specialist} og "
            "{unmet} uten tilbud.",
            "Of {total} participants a year {served} are at courses in the region, {at} at "
            "{specialist} and {unmet} without an offer.",
        ),
        "verdict.nobody": ("ingen", "none"),
        "verdict.travel": (
            "Reise: {hours} timer i året; {mean} minutter én vei i gjennomsnitt, {longest} på det "
            "lengste.",
            "Travel: {hours} hours a year; {mean} minutes one way on average, {longest} at the "
            "longest.",
        ),
        "verdict.no_travel": ("Ingen reiser: ingen har noe tilbud.", "No travel: nobody has an offer."),
        "verdict.cost": (
            "Kostnad: {nok} kroner i året ({each} per innbygger).",
            "Cost: NOK {nok} a year ({each} per inhabitant).",
        ),
        "verdict.no_cost": (
            "Kostnaden oppgis ikke, fordi priser mangler ({reasons}).",
            "Cost is not told, because prices are missing ({reasons}).",
        ),
        "verdict.vulnerable": (
            "{count} av {units} enheter har under to årsverk og er sårbare ved fravær.",
            "{count} of {units} units have fewer than two posts and are vulnerable to absence.",
        ),
        "verdict.vulnerable_all": (
            "Alle {units} enhetene har under to årsverk og er sårbare ved fravær.",
            "All {units} units have fewer than two posts and are vulnerable to absence.",
        ),
        "verdict.vulnerable_both": (
            "Begge enhetene har under to årsverk og er sårbare ved fravær.",
            "Both units have fewer than two posts and are vulnerable to absence.",
        ),
        "verdict.vulnerable_one": (
            "Enheten har {posts} årsverk og er sårbar ved fravær.",
            "The unit has {posts} posts and is vulnerable to absence.",
        ),
        "verdict.optimal": (
            "Planen er bevist best mulig under disse forutsetningene.",
            "The plan is proven the best possible under these assumptions.",
        ),
        "verdict.within_gap": (
            "Planen er bevist innen {gap} av det best mulige ({stage}).",
            "The plan is proven within {gap} of the best possible ({stage}).",
        ),
        "verdict.stopped": (
            "Søket ble stoppet før det var ferdig: planen er bevist innen {gap} av det best mulige "
            "({stage}), og den kan bli en annen neste gang.",
            "The search was stopped before it was done: the plan is proven within {gap} of the best "
            "possible ({stage}), and it may differ next time.",
        ),
        "verdict.stopped_unknown": (
            "Søket ble stoppet før det var ferdig: hvor god planen er ({stage}), er ikke bevist, og "
            "den kan bli en annen neste gang.",
            "The search was stopped before it was done: how good the plan is ({stage}) is not proven, "
            "and it may differ next time.",
        ),
        "verdict.given": (
            "Planen er gitt og målt, ikke beregnet: den lover ikke å være den beste.",
            "The plan is given and measured, not solved: it does not promise to be the best.",
        ),
        "verdict.assumptions": (
            "* hviler på antakelser om {groups}.",
            "* rests on assumptions about {groups}.",
        ),
        # ------------------------------------------------------------------ names of stages
        "stage.outside": ("innbyggere utenfor", "inhabitants outside"),
        "stage.shortfall": ("innbyggere som mangler", "shortfall"),
        "stage.unmet": ("deltakere uten tilbud", "participants with no offer"),
        "stage.travel": ("reisetimer", "travel hours"),
        "stage.cost": ("kostnad", "cost"),
        "stage.seat_travel": ("vei til enhetens sete", "way to the seat"),
        "stage.worst_travel": ("lengste vei", "longest way"),
        "stage.equity": ("middelvei i den kommunen som har lengst", "mean way of the worst-off"),
        "stage.reach": ("deltakere uten lokalt kurs", "participants at no local course"),
        "stage.venues": ("lokaler i bruk", "venues in use"),
        "stage.ids": ("rekkefølge der alt annet er likt", "order where all else is equal"),
        # ------------------------------------------------------------------ what assumptions are about
        "group.population": ("folketall", "population"),
        "group.membership": ("medlemskap og sete", "membership and seat"),
        "group.posts": ("årsverk", "posts"),
        "group.participation": ("hvor mange som deltar", "how many take part"),
        "group.groups": ("gruppestørrelser", "group sizes"),
        "group.places": ("hvor i kommunen folk bor", "where in a municipality people live"),
        "group.travel": ("reisetider", "travel times"),
        "group.meetings": ("samlinger per kurs", "meetings per course"),
        "group.staff": ("bemanning", "staffing"),
        "group.work": ("arbeidstimer", "hours of work"),
        "group.venues": ("lokaler", "venues"),
        "group.specialist": (
            "sykehusets tilbud og antall turer dit",
            "what the hospital holds and the trips it takes",
        ),
        "group.prices": ("priser", "prices"),
        # ------------------------------------------------------------------ remarks on a comparison
        "remark.title": ("Å merke seg", "To note"),
        "remark.same_travel": (
            "Reise skiller ikke mellom disse: {names}. Kursene er de samme, på de samme stedene og for "
            "de samme deltakerne.",
            "Travel does not distinguish these: {names}. The courses are the same, in the same places "
            "and for the same participants.",
        ),
        "remark.same_no_courses": (
            "Reise skiller ikke mellom disse: {names}. Ingen av dem har kurs i regionen.",
            "Travel does not distinguish these: {names}. None of them has courses in the region.",
        ),
        "remark.same_participants": (
            "Deltakernes reise skiller ikke mellom disse: {names}. Kursene er de samme, på de samme "
            "stedene og for de samme deltakerne; bare fagfolkenes reise er ulik ({staff}).",
            "Participants' travel does not distinguish these: {names}. The courses are the same, in "
            "the same places and for the same participants; only professionals' travel differs "
            "({staff}).",
        ),
        "remark.differ": ("Det som skiller dem, er {what}.", "What differs is {what}."),
        "remark.nothing_differs": (
            "Tallene her skiller dem ikke; kvalifikasjoner og hva kommunene vil, må avgjøre.",
            "The figures here do not tell them apart; qualifications and what the municipalities want "
            "must decide.",
        ),
        "remark.nothing_gained": (
            "Organiseringen er også den samme; at de kan bruke ulike lokaler, gir ingen forskjell.",
            "The organisation is the same too; that they may use different venues makes no difference.",
        ),
        "remark.what_form": ("organisasjonsform ({values})", "form of organisation ({values})"),
        "remark.what_agreements_existing": (
            "avtaler som finnes ({values})",
            "agreements that exist ({values})",
        ),
        "remark.what_agreements_new": (
            "avtaler som må inngås ({values})",
            "agreements to be made ({values})",
        ),
        "remark.what_posts_fte": (
            "årsverk til samordning ({values})",
            "coordinators' posts ({values})",
        ),
        "remark.what_units_small": (
            "enheter under to årsverk ({values})",
            "units under two posts ({values})",
        ),
        "remark.what_qualifications": (
            "kvalifikasjoner, lesninger 0–4 lagt sammen ({values})",
            "qualifications, readings 0–4 added up ({values})",
        ),
        "remark.what_cost_nok": ("kroner i året ({values})", "NOK a year ({values})"),
        "remark.strategy": (
            "Samme organisering ({units}), men ulik bruk av lokaler og baser gir ulik reise: {hours}. "
            "Her avgjør stedene reisen, ikke organiseringen.",
            "Same organisation ({units}), but different use of venues and bases makes travel differ: "
            "{hours}. Here the places decide travel, not the organisation.",
        ),
        "remark.hours": ("{hours} timer i året i {names}", "{hours} hours a year in {names}"),
        "remark.proven": (
            "Alle planene er bevist best mulige under sine forutsetninger.",
            "All plans are proven the best possible under their assumptions.",
        ),
        "remark.uncovered": (
            "Ikke alle er med i {names}. Der det å la folk stå utenfor kan gi et bedre tall, er tallet "
            "ikke merket som best.",
            "Not everybody is covered in {names}. Where leaving people out can make a figure better, "
            "it is not marked best.",
        ),
        "remark.unmet": (
            "Flere står uten tilbud i {names} enn i de andre; tallene er derfor ikke merket som best.",
            "More people have no offer in {names} than in the others; the figures are therefore not "
            "marked best.",
        ),
        "remark.basis": (
            "Andre forutsetninger enn de øvrige: {names}. De viser hva forutsetningene betyr, og er "
            "ikke med når det beste merkes.",
            "Other assumptions than the rest: {names}. They show what the assumptions mean, and are "
            "left out when the best is marked.",
        ),
        "remark.overlap": (
            "Reisetimene i {names} ligger nærmere hverandre enn det som er bevist; de deler merket.",
            "The travel hours of {names} are closer to each other than what is proven; they share the "
            "mark.",
        ),
        "remark.proven_within": (
            "Alle planene er bevist innen {limit} av det best mulige.",
            "All plans are proven within {limit} of the best possible.",
        ),
        "remark.not_proven": (
            "Ikke bevist innen {limit}: {names}.",
            "Not proven within {limit}: {names}.",
        ),
        "remark.without_plan": ("{name} har ingen plan: {reasons}", "{name} has no plan: {reasons}"),
        "remark.message": ("{name}: {message}", "{name}: {message}"),
        "basis.level": ("etterspørsel {value}", "demand {value}"),
        "basis.mix": ("fordeling på diagnoser {value}", "mix of diagnoses {value}"),
        "basis.factor": ("etterspørsel × {value}", "demand × {value}"),
        "basis.programmes": ("et utvalg av tilbudene", "some of the programmes"),
        "basis.changes": ("endrede forutsetninger om kurs", "other assumptions on courses"),
        "basis.persons": ("endret folketall", "other population"),
        "basis.season_winter": ("vinterføre", "winter roads"),
        "basis.season_summer": ("sommerføre", "summer roads"),
        "basis.roads": ("andre veger eller reisetider", "other roads or travel times"),
        # ------------------------------------------------------------------ workbook
        "sheet.summary": ("Sammendrag", "Summary"),
        "sheet.units": ("Enheter", "Units"),
        "sheet.municipalities": ("Kommuner", "Municipalities"),
        "sheet.programmes": ("Tilbud", "Programmes"),
        "sheet.courses": ("Kurs", "Courses"),
        "sheet.charts": ("Diagrammer", "Charts"),
        "sheet.venues": ("Lokaler", "Venues"),
        "sheet.assignments": ("Hvem reiser hvor", "Who travels where"),
        "sheet.assumptions": ("Antakelser", "Assumptions"),
        "column.scenario": ("Alternativ", "Alternative"),
        "column.unit_name": ("Samordningsenhet", "Coordinating unit"),
        "column.seat": ("Sete", "Seat"),
        "column.members": ("Medlemmer", "Members"),
        "column.form": ("Organisasjonsform", "Form of organisation"),
        "column.exists_today": ("Finnes i dag", "Exists today"),
        "column.payer": ("Betaler", "Payer"),
        "column.guideline": ("Mot veiledende grunnlag", "Against the guideline"),
        "column.municipality": ("Kommune", "Municipality"),
        "column.code": ("Kommunenummer", "Code"),
        "column.programme": ("Tilbud", "Programme"),
        "column.venue": ("Lokale", "Venue"),
        "column.place": ("Sted", "Place"),
        "column.table": ("Tabell", "Table"),
        "column.row": ("Rad", "Row"),
        "column.field": ("Felt", "Field"),
        "column.value": ("Verdi", "Value"),
        "column.group": ("Gjelder", "Concerns"),
        "column.kind": ("Slag", "Kind"),
        "column.seats": ("Plasser", "Seats"),
        "column.meetings": ("Samlinger i året", "Meetings a year"),
        "column.meetings_max": ("Samlinger det er plass til", "Meetings it can take"),
        "column.in_use": ("Utnyttet", "Used"),
        "column.nok": ("Kroner i året", "NOK a year"),
        "column.takes_part": ("Deltar", "Takes part"),
        "column.where": ("Hvor", "Where"),
        "column.programmes": ("Antall tilbud", "Programmes"),
        "column.participants_year": ("Deltakere i året", "Participants a year"),
        "column.minutes": ("Minutter én vei", "Minutes one way"),
        "column.km": ("Km én vei", "Km one way"),
        "column.hours": ("Reisetimer i året", "Travel hours a year"),
        "column.in_scope": ("I grunnlaget", "In scope"),
        "takes_part.local": ("på kurs i regionen", "at local courses"),
        "takes_part.specialist": ("ved {specialist}", "at {specialist}"),
        "takes_part.unmet": ("uten tilbud", "no offer"),
        "chart.travel": ("Reisetimer i året", "Travel hours a year"),
        "chart.participants": ("Deltakere i året", "Participants a year"),
        "chart.cost": ("Kroner i året, etter hvem som betaler", "NOK a year, by who pays"),
        "chart.minutes": ("Minutter én vei", "Minutes one way"),
        "chart.note": (
            "Diagrammene følger tallene til venstre: endres de, endres diagrammene.",
            "The charts follow the figures to the left: change those, and the charts change.",
        ),
        "column.courses": ("Kurs i året", "Courses a year"),
        "column.participants": ("Deltakere", "Participants"),
        "column.persons": ("Innbyggere", "Inhabitants"),
        "column.local": ("Lokalt", "Local"),
        "column.at": ("Ved {specialist}", "At {specialist}"),
        "column.unmet": ("Uten tilbud", "No offer"),
        "column.mean": ("Min. i snitt", "Min. mean"),
        "column.longest": ("Min. lengst", "Min. longest"),
        "single.municipalities": (
            "Kommuner (deltakere i året, minutter én vei)",
            "Municipalities (participants a year, minutes one way)",
        ),
        "column.used_in": ("Brukt i", "Used in"),
        "column.all_alternatives": ("alle", "all"),
        "payer.municipalities": ("kommunene", "municipalities"),
        "payer.hospital_trust": ("helseforetaket", "hospital trust"),
        "specialist.any": ("spesialisthelsetjenesten", "the specialist service"),
    }
)
