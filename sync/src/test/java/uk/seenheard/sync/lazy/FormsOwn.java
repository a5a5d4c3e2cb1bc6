package uk.seenheard.sync.lazy;

import static uk.seenheard.sync.lazy.Account.INCIDENT;

import java.util.List;
import uk.seenheard.sync.codec.Json;

/** What each form asks beyond the common part, as a careful officer answers it. */
final class FormsOwn {
  private FormsOwn() {}

  static void of(Account account) {
    switch (account.form.id()) {
      case "domestic-abuse" -> domestic(account);
      case "concern-for-child" -> concern(account);
      case "child-protection-enquiry" -> enquiry(account);
      case "child-exploitation" -> exploitation(account);
      case "missing-child" -> missing(account);
      case "police-protection" -> protection(account);
      case "risk-person-visit" -> visit(account);
      case "child-in-custody" -> custody(account);
      default -> {}
    }
  }

  private static void domestic(Account account) {
    account.put(INCIDENT, "counter", "No; she is afraid of him", "indicators", List.of("assault"));
    account.put("crime.1", "offence", "assault", "reference", "45/10233/26");
    account.put("adult.1", "victimSigns", List.of("history"));
    account.put("adult.2", "bailConditions", "no", "bailed", "custody", "outcome", "arrested");
    account.about("child.1", "referral.11", "kind", "encompass");
    account.about("child.2", "referral.12", "kind", "encompass-early-years");
    told(account, "referral.11", "Hill Primary School, Mrs Ward");
    told(account, "referral.12", "Little Oaks Nursery, Mr Poole");
  }

  private static void concern(Account account) {
    account.put(
        INCIDENT,
        "reported",
        List.of("crying"),
        "account",
        "The children quarrelled over a toy and the boy cried",
        "accountBy",
        "Both parents, asked apart",
        "accountFits",
        "yes",
        "socialCareCheck",
        "known",
        "socialCareResult",
        "Closed case of 2024; spoke to duty worker K. Shaw",
        "neglect",
        List.of());
  }

  private static void enquiry(Account account) {
    account.put(
        "child.1",
        "subject",
        "yes",
        "safeTonight",
        "The father stays elsewhere; the grandmother sleeps here",
        "account",
        "The mother says that she fell from her bicycle",
        "socialCareKnows",
        "Two contacts in 2025, both closed",
        "enquiryKind",
        "joint",
        "enquiryWhy",
        "Possible assault by a parent",
        "medicalConsidered",
        "Considered with the paediatrician; not needed",
        "interview",
        "Monday at ten, video recorded",
        "enquiryOutcome",
        "ongoing",
        "intermediary",
        "Considered; she needs none");
    account.put("child.2", "subject", "no");
    discussion(account, "child.1");
  }

  static void discussion(Account account, String child) {
    account.about(
        child,
        "discussion." + child.substring(6),
        "held",
        "yes",
        "at",
        "2026-11-20T21:10Z",
        "who",
        "DS Marsh, K. Shaw of social care, Dr Iqbal",
        "decisions",
        "Joint enquiry; see " + account.get(child, "name") + " at school on Monday");
  }

  private static void exploitation(Account account) {
    account.put(
        "child.1",
        "atRisk",
        "yes",
        "selfHarm",
        "no",
        "device",
        "kept",
        "deviceConsent",
        "Her mother agreed for her",
        "images",
        "no",
        "exploitation",
        List.of("online"),
        "nationality",
        "British",
        "exploitationSigns",
        List.of("gifts"),
        "exploitationWhat",
        "An account named kev_09 sends her vouchers",
        "offences",
        List.of("exploitation"));
    account.put("child.2", "atRisk", "no");
    account.put(INCIDENT, "otherVictims", "no", "suspect", "kev_09, claims to be 17, from Leeds");
    account.about("child.1", "crime.1", "offence", "exploitation", "reference", "45/10234/26");
    account.about("child.1", "referral.11", "kind", "mechanism");
    account.about("child.1", "referral.12", "kind", "social-care");
    told(account, "referral.11", "Single competent authority, online form");
    told(account, "referral.12", "K. Shaw, duty desk");
    discussion(account, "child.1");
  }

  private static void missing(Account account) {
    account.put(
        "child.1",
        "missing",
        "yes",
        "triggerPlan",
        "read",
        "reportedAt",
        "2026-11-20T18:42Z",
        "lastSeen",
        "School gate at half past three, by a friend",
        "homeSearched",
        "yes",
        "description",
        "1.55 m, brown hair, school blazer",
        "means",
        "Four pounds and a bus pass",
        "associates",
        "Two classmates, Ivy and Sam",
        "thrive",
        Json.object()
            .put("threat", "None known from any person")
            .put("harm", "Cold, traffic, strangers at the station")
            .put("risk", "Alone after dark at thirteen")
            .put("investigation", "Phone, friends, cameras at the station")
            .put("vulnerability", "Thirteen and upset about a quarrel")
            .put("engagement", "Mother and school help")
            .build(),
        "grade",
        Json.object()
            .put("grade", "medium")
            .put("reasons", "Thirteen, no coat, first time, dark since four")
            .build(),
        "factors",
        List.of(),
        "selfHarm",
        "no",
        "device",
        "with-child",
        "deviceWhy",
        "She carries it; the network was asked for its place",
        "deployedAt",
        "2026-11-20T18:50Z",
        "enquiries",
        List.of("friends", "school", "cctv"),
        "inspectorAlertedAt",
        "2026-11-20T18:44Z",
        "inspectorAck",
        "Insp. Grant",
        "authorityToldMissing",
        "2026-11-20T19:10Z",
        "authorityMissingWho",
        "K. Shaw, duty worker",
        "authorityMissingBy",
        "phone",
        "returnedAt",
        "2026-11-20T18:54Z",
        "returnedHow",
        "Walked home by herself while we drove there",
        "whereBeen",
        "At the bus station, alone",
        "authorityToldReturned",
        "2026-11-20T19:20Z",
        "authorityReturnedWho",
        "K. Shaw, duty worker",
        "authorityReturnedBy",
        "phone");
    account.put("child.2", "missing", "no");
    interview(account, "interview.1", "prevention", "PC 1204 Reed", "I was cross with Mum");
    interview(account, "interview.2", "return", "Bea Long, charity", "I did not want to do maths");
  }

  private static void interview(Account account, String key, String kind, String by, String said) {
    account.about(
        "child.1",
        key,
        "kind",
        kind,
        "by",
        by,
        "outcome",
        "held",
        "at",
        "2026-11-20T21:15Z",
        "said",
        said);
  }

  private static void protection(Account account) {
    account.put(INCIDENT, "indicators", List.of("neglect"));
    account.put("crime.1", "offence", "neglect", "reference", "45/10233/26");
    for (String child : List.of("child.1", "child.2")) {
      String n = child.substring(6);
      account.put(
          child,
          "protected",
          "yes",
          "protectedAt",
          "2026-11-20T19:10Z",
          "powerUse",
          "removed",
          "grounds",
          "Both parents unconscious from drink, a lit stove, no other adult",
          "initiatingOfficer",
          "PC 1204 Reed",
          "designatedOfficer",
          "Insp. Grant",
          "inquiredAt",
          "2026-11-20T19:40Z",
          "authorityTold",
          "2026-11-20T19:30Z",
          "authorityToldWho",
          "K. Shaw, duty worker",
          "authorityToldBy",
          "phone",
          "homeAuthority",
          "Norfolk; 12 Elm Row, Norwich",
          "enquiryAnswer",
          "Enquiry begun, says duty worker K. Shaw",
          "placedKind",
          "foster",
          "placedAt",
          "Mr and Mrs Dale, emergency foster carers",
          "responsibleTold",
          "Mother by PC Reed at 19:20; father at 19:25",
          "parentsTold",
          "told",
          "parentsAttitude",
          "The mother agrees that she cannot care tonight",
          "childTold",
          child.equals("child.1") ? "told" : "not-capable",
          "contact",
          "By telephone tomorrow, with the social worker",
          "orderInForce",
          "no",
          "orderConsidered",
          "No court could sit in time",
          "entryPower",
          "Section 17 of PACE, to save life",
          "stays",
          "authority",
          "religion",
          "None that asks anything of carers, says the mother",
          "offences",
          List.of("neglect"),
          "endedAt",
          "2026-11-20T23:20Z",
          "endReason",
          "Accommodated by agreement with the mother",
          "wentTo",
          "The same foster carers",
          "homeCheck",
          "Approved carers; nobody else lives there",
          "next",
          "Strategy meeting on Monday at nine");
      account.about(child, "crime.1" + n, "offence", "neglect", "reference", "45/1024" + n + "/26");
      account.about(
          child,
          "review." + n,
          "by",
          "Insp. Grant",
          "at",
          "2026-11-20T21:15Z",
          "decision",
          "Goes on until the carers are found");
      discussion(account, child);
    }
  }

  private static void visit(Account account) {
    account.put(
        INCIDENT,
        "person",
        "Carl Brown",
        "nominal",
        "NOM 40/1123",
        "orders",
        "Notification for ten years; no unsupervised contact with girls",
        "mappa",
        "1",
        "armsAt",
        "2026-06-10",
        "armsLevel",
        "medium",
        "management",
        "active",
        "unannounced",
        "yes",
        "firstJointAt",
        "2025-02-03",
        "newAssessment",
        "Probation ended in May; assessed again in June",
        "contactChildren",
        2,
        "conditionsKept",
        "yes",
        "devicesSeen",
        "One phone, one tablet, nothing found",
        "joint",
        "joint",
        "jointAccount",
        "Probation: he speaks openly and keeps appointments",
        "nextVisit",
        "2027-02-20",
        "disclosure",
        "Considered; the mother knows all since 2024");
    for (String child : List.of("child.1", "child.2")) {
      account.put(
          child,
          "contact",
          "yes",
          "contactKind",
          "supervised",
          "contactKnown",
          "The mother knows of the conviction and stays in the room");
    }
  }

  private static void custody(Account account) {
    account.put(
        "child.1",
        "detained",
        "yes",
        "arrestReason",
        "Shoplifting at the station kiosk",
        "arrestedAt",
        "2026-11-20T18:50Z",
        "arrivedAt",
        "2026-11-20T19:10Z",
        "authorisedAt",
        "2026-11-20T19:20Z",
        "childKnownAt",
        "2026-11-20T18:50Z",
        "necessity",
        "Her name and address could not be ascertained",
        "welfareToldAt",
        "2026-11-20T19:25Z",
        "welfareToldWho",
        "Ann Brown, her mother",
        "welfareToldBy",
        "phone",
        "adultCalledAt",
        "2026-11-20T19:22Z",
        "adultArrivedAt",
        "2026-11-20T20:30Z",
        "adultWho",
        "Ann Brown, her mother, no party to it",
        "nurseAt",
        "2026-11-20T19:50Z",
        "selfHarm",
        "no",
        "custodyRisk",
        Json.object()
            .put("grade", "standard")
            .put("reasons", "Calm, no history, mother on the way")
            .build(),
        "health",
        "Asthma: blue inhaler with her",
        "careOfWoman",
        "Sgt Lyle",
        "keptWhere",
        "Detention room two, door open",
        "solicitor",
        "Advised by telephone by M. Roy",
        "stripSearch",
        "no",
        "liaison",
        "Seen by R. Chand at eight",
        "socialCareToldAt",
        "2026-11-20T19:45Z",
        "socialCareToldWho",
        "K. Shaw, duty worker",
        "socialCareToldBy",
        "phone",
        "bailRefused",
        "no",
        "releasedAt",
        "2026-11-20T22:50Z",
        "releasedTo",
        "Ann Brown, her mother, at the front desk");
    account.about(
        "child.1",
        "review.1",
        "at",
        "2026-11-20T22:10Z",
        "inPerson",
        "yes",
        "awake",
        "yes",
        "by",
        "Insp. Grant, no part of the case",
        "adult",
        "yes",
        "said",
        "I want to go home and I am sorry");
  }

  /** Who took a notice, by what channel and when. */
  private static void told(Account account, String referral, String by) {
    CarefulOfficer.told(account, referral, by);
  }
}
