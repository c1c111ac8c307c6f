"""What agendas of ten municipalities usually hold, invented: none of it speaks of closed doors."""

TITLES = """
Godkendelse af dagsorden
Godkendelse af referat
Spørgetid
Meddelelser fra borgmesteren
Orienteringssager
Gensidig orientering
Underskriftsark
Eventuelt
Budgetopfølgning pr. 31. marts 2024
Halvårsregnskab 2023
Årsregnskab 2022 - afgivelse til revisionen
1. behandling af budget 2025-2028
2. behandling af budget 2025-2028 og takster
Frigivelse af anlægsbevilling til ny daginstitution
Frigivelse af rådighedsbeløb, cykelsti langs Ishøj Strandvej
Tillægsbevilling til renovering af Vejlebroskolen
Låneoptagelse og likviditet, 3. kvartal
Revisionsberetning nr. 42
Lokalplan 1.62 for Strandparken - endelig vedtagelse
LP 123 - Boliger ved Søvej, forslag
Forslag til lokalplan 305 (boliger, Bymidten)
Kommuneplantillæg nr. 7 til Kommuneplan 2021
Dispensation fra lokalplan, Egevej 4A
Landzonetilladelse til opførelse af maskinhus, Gl. Landevej 12, st. th.
Salg af kommunal grund, matr.nr. 7 fo, Ishøj By
Køb af ejendommen Nørregade 3
Udbud af renovation 2025-2031 (EU-udbud)
Ekspropriation til vejanlæg (Ringvej Nord)
Nedlæggelse af del af privat fællesvej
Private fællesveje - tilstand og klassificering
Lukning af Vestskolen ved skoleårets udgang
Ferielukning i dagtilbud 2025
Lukkedage i dagtilbud 2024
Åbnings- og lukketider i borgerservice
Nye åbningstider på biblioteket
Åbent hus om klimatilpasning
Det åbne land - strategi
Open Air 2024 - tilskud
Offentlig transport - trafikbestilling 2025
Offentlig høring af spildevandsplan
Offentlighedens inddragelse i klimaplanen
Offentliggørelse af tilsynsrapporter
Åben Skole - samarbejde med foreninger
Valg af formand for Folkeoplysningsudvalget
Konstituering og udpegning til bestyrelser
Udpegning af medlem til Ældrerådet
Udtræden af udvalg - Hans Hansen (A)
Indkaldelse af stedfortræder for Lone Jensen (V)
Forslag fra Enhedslisten (Ø) om gratis skolemad
Forslag fra SF (F) om grønne tage
Forslag fra A, F og Ø om lavere takster
Beslutningsforslag fra Radikale Venstre (B) og Konservative (C)
Spørgsmål fra medlem af byrådet Ole Olsen (O)
Medlemsforslag: Fri parkering
Mødeplan 2025 for byråd og udvalg
Forretningsorden for kommunalbestyrelsen
Styrelsesvedtægt - ændring
Vederlag til medlemmer af stående udvalg
Interne kontroller - ledelsestilsyn 2023
Intern overførsel mellem driftsbevillinger
Internationalt samarbejde og venskabsbyer
Personalepolitik - revision
Personalegoder og sundhedsordning
Sygefravær blandt ansatte, status
Ansættelse af skoleleder - proces
Arbejdsmiljøredegørelse 2023
Arbejdsmiljørepræsentanternes årsberetning
Databeskyttelse: årsrapport fra rådgiveren
Behandling af personoplysninger - retningslinjer
Informationssikkerhedspolitik
Digitaliseringsstrategi 2024-2028
Kvalitetsstandarder for hjemmepleje og rehabilitering
Kvalitetsstandard for botilbud efter servicelovens §§ 107 og 108
Plejehjem efter servicelovens § 10
Tilsyn med plejehjemmet Torsbo
Magtanvendelse på børneområdet 2023
Ankestyrelsens danmarkskort over omgørelsesprocenter
Underretninger og anbringelser, 1. halvår
Rusmiddelbehandling - status
Seksuel sundhed, indsats
Skolestruktur - høringssvar
Skolebestyrelsernes årsberetninger
Kapacitet på daginstitutionsområdet (0-6 år)
Fritidspas til udsatte børn
SSP-plan 2024
Kulturpuljen: fordeling, 1. runde
Mosede Fort - driftsaftale
Fodboldklubbens lån (kommunegaranti)
Slukket gadebelysning om natten - evaluering
Plukket af natur: Vild med vilje
Fiskeri fra Ishøj Havn, regler
Havneregulativ
Klimahandlingsplan DK2020
Støjhandlingsplan
Vandløbsregulativ for Lille Vejleå
Grundvandsbeskyttelse (BNBO)
Affaldsplan 2019-2030, del A
Genbrugspladsen: åbent døgnet rundt
Varmeplan - fjernvarme i Bredekær
Trafiksikkerhedsplan
Hastighedsdæmpning på Vejledalen, etape 2
Parkeringsrestriktioner, kun for beboere
Bygning L, Ishøj Skole - renovering
Blok F - helhedsplan
Hal 2, gulv
Almene boliger: skema A
Almene boliger: skema B
Vejlebro II - boligsocial indsats
Udsatte boligområder, parallelsamfund
Ungdomskriminalitetsnævn - årsrapport
Beskæftigelsesplan 2025
Jobcentrets resultater, uge 12
Integrationspolitik
Erhvervspolitik, opfølgning
Branding af kommunen
Whistleblowerordning - årlig redegørelse
Borgerrådgiverens beretning
Klagesager 2023
Tilgængelighed for alle - handicappolitik
Privat pasning - tilskud
Kommunens hjemmeside
Referat fra dialogmøde med menighedsrådene
Helhedsplan for Bymidten - fase 1
Legeplads: åben eller lukket?
Grønt Danmarkskort
Forsøg med fleksible møder
Delegationsplan
Kommissorium for § 17, stk. 4-udvalg
Anmodning om orlov, jf. styrelseslovens § 15
""".strip().splitlines()

# Sentences of presentations, recommendations and decisions.
LINES = """
Administrationen indstiller til Økonomiudvalget,
at forslaget godkendes, og
at sagen sendes i offentlig høring i otte uger.
Sagen har ingen økonomiske konsekvenser.
Udgiften afholdes inden for rammen.
Udvalget tog orienteringen til efterretning.
Godkendt.
Imod stemte: Formanden (F) og næstformanden (Ø)
For stemte: A, F, V og C
Afbud: Et medlem (F)
Fraværende: Et medlem (A)
Sagen blev udsat.
Oversendes til byrådet.
Lokalplanen offentliggøres på kommunens hjemmeside.
Der har været afholdt borgermøde den 3. maj.
Bilag: Kort over området
Byrådet behandlede sagen den 1. marts 2024.
Puljen kan søges af foreninger.
Skolen har 420 elever fordelt på tre spor.
Forslaget er offentliggjort den 12. juni.
Tilskuddet gives kun til foreninger med hjemsted i kommunen.
Det internationale samarbejde fortsætter.
Der er ingen adgang for tung trafik på stien i dag, og derfor foreslås en ny vej.
Den interne arbejdsgruppe mødes hver måned.
Medarbejderne inddrages i arbejdet med planen.
Bygningen rummer et værksted, et depot og en hal.
""".strip().splitlines()
