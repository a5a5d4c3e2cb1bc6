package uk.seenheard.sync.lazy;

import static uk.seenheard.sync.lazy.Account.INCIDENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A tap that makes a question go away: told, not known, nobody's part, not so bad after all. */
final class WaysWithTaps {
  private static final Set<String> CONTENT =
      Set.of(
          "worry",
          "carries.statement.1",
          "doneNow",
          "parentsTold",
          "otherChildren",
          "recipients",
          "summary",
          "grade");

  private static final String[] WHO_TOOK_IT = {
    "inspectorAck",
    "authorityToldWho",
    "socialCareToldWho",
    "authorityMissingWho",
    "authorityReturnedWho",
    "welfareToldWho"
  };

  private WaysWithTaps() {}

  /** The channel by which it was told at a time. */
  private static String by(String time) {
    return switch (time) {
      case "authorityToldMissing" -> "authorityMissingBy";
      case "authorityToldReturned" -> "authorityReturnedBy";
      case "authorityTold" -> "authorityToldBy";
      case "socialCareToldAt" -> "socialCareToldBy";
      case "inspectorAlertedAt" -> "inspectorAck";
      default -> "welfareToldBy";
    };
  }

  static List<Lazy> of(String form) {
    List<Lazy> ways = new ArrayList<>();
    notices(ways, form);
    told(ways, form);
    nothingSaid(ways, form);
    takenBack(ways, form);
    smallerForm(ways, form);
    held(ways, form);
    return ways;
  }

  private static Account base(String form) {
    return CarefulOfficer.base(form);
  }

  private static void notices(List<Lazy> ways, String form) {
    for (String field : CONTENT) {
      ways.add(
          new Lazy(
              "a notice without content",
              "referral.1 without " + field,
              base(form).without("referral.1", field),
              Look.field("referral.1", field)));
    }
    Account empty = base(form);
    CONTENT.forEach(field -> empty.without("referral.1", field));
    ways.add(
        new Lazy(
            "a notice without content",
            "referral.1 by one tap",
            empty,
            Look.field("referral.1", "worry"),
            Look.field("referral.1", "recipients"),
            Look.field("referral.1", "grade")));
    ways.add(
        new Lazy(
            "a notice without content",
            "none of the child's words go with it",
            base(form).put("referral.1", "carries.statement.1", "no", "childSaid", "See the log"),
            Look.field("referral.1", "carries.statement.1")));
    if (Set.of("general-incident", "concern-for-child").contains(form)) {
      return;
    }
    ways.add(
        new Lazy(
            "a notice without content",
            "the notice is about nobody",
            base(form).without("referral.1", "about"),
            Look.prompt("child.1", "notice")));
    if (base(form).keys("child").size() > 1 && form.equals("domestic-abuse")) {
      ways.add(
          new Lazy(
              "a notice without content",
              "one notice for two children",
              base(form).leavingOut("referral.2"),
              Look.prompt("child.2", "notice")));
    }
  }

  private static void told(List<Lazy> ways, String form) {
    Account careful = base(form);
    for (String key : careful.keys("referral")) {
      String kind = (String) careful.get(key, "kind");
      if (!kind.equals("ppn")) {
        String child = ((Ref) careful.get(key, "about")).key();
        ways.add(
            new Lazy(
                "told by a tap",
                kind + " for " + child + ", and nobody who took it",
                base(form).without(key, "toldWho"),
                Look.field(key, "toldWho")));
      }
    }
    Map<String, List<String>> times =
        Map.of(
            "missing-child",
            List.of("authorityToldMissing", "authorityToldReturned", "inspectorAlertedAt"),
            "police-protection",
            List.of("authorityTold"),
            "child-in-custody",
            List.of("socialCareToldAt", "welfareToldAt"));
    for (String field : times.getOrDefault(form, List.of())) {
      ways.add(
          new Lazy(
              "told by a tap",
              "a time as " + field + ", and nobody who took it",
              base(form).without("child.1", WHO_TOOK_IT),
              Look.field("child.1", by(field).replaceFirst("By$", "Who"))));
      ways.add(
          new Lazy(
              "told by a tap",
              "a time as " + field + ", and no channel",
              base(form)
                  .without(
                      "child.1",
                      "inspectorAck",
                      "authorityToldBy",
                      "socialCareToldBy",
                      "authorityMissingBy",
                      "authorityReturnedBy",
                      "welfareToldBy"),
              Look.field("child.1", by(field))));
    }
    if (form.equals("police-protection")) {
      for (String code : List.of("not-safe", "not-found", "too-young")) {
        ways.add(
            new Lazy(
                "told by a tap",
                "the parents were not told: " + code + ", and no word why",
                base(form).put("child.1", "parentsTold", code),
                Look.field("child.1", "parentsTold", "parentsToldWhy")));
      }
      for (String code : List.of("not-capable", "not-found")) {
        ways.add(
            new Lazy(
                "told by a tap",
                "a girl of eight was not told: " + code,
                base(form).put("child.1", "childTold", code),
                Look.field("child.1", "childTold", "childToldWhy")));
      }
      for (String officer :
          List.of(
              "PC 1204 Reed",
              "pc 1204 reed",
              "PC 1204 Reed.",
              " PC  1204  Reed",
              "PC 1204\u00a0Reed",
              "PC1204 Reed")) {
        ways.add(
            new Lazy(
                "told by a tap",
                "the designated officer is the officer: " + WaysWithWords.shown(officer),
                base(form).put("child.1", "designatedOfficer", officer),
                Look.field("child.1", "designatedOfficer")));
      }
    }
  }

  /** Codes that answer a question with nothing. */
  private static void nothingSaid(List<Lazy> ways, String form) {
    boolean home = !form.equals("child-in-custody");
    for (String child : base(form).keys("child")) {
      tap(ways, form, child, "ethnicity", "NS", Look.field(child, "ethnicity", "ethnicityWhy"));
      tap(ways, form, child, "roles", List.of(), Look.field(child, "roles"));
      tap(
          ways,
          form,
          child,
          "interpreter",
          "missing",
          Look.prompt(child, "child-interpreter-missing"));
      if (home) {
        tap(ways, form, child, "stays", "unknown", Look.field(child, "stays"));
        tap(ways, form, child, "effect", List.of(), Look.field(child, "effect"));
      }
    }
    tap(ways, form, "child.1", "setting", "unknown", Look.field("child.1", "setting"));
    tap(
        ways,
        form,
        "child.1",
        "setting",
        "none",
        Look.prompt("child.1", "missing-education", "child-setting"));
    tap(
        ways,
        form,
        "adult.1",
        "otherChildren",
        "unsure",
        Look.field("adult.1", "otherChildrenWho"));
    if (home) {
      tap(
          ways,
          form,
          INCIDENT,
          "callerChildren",
          "yes",
          Look.prompt(INCIDENT, "caller-children-entered"));
      tap(
          ways,
          form,
          INCIDENT,
          "callerChildren",
          "unsure",
          Look.field(INCIDENT, "callerChildrenWho"));
      tap(ways, form, INCIDENT, "adultsElse", "unsure", Look.field(INCIDENT, "adultsElse"));
    }
    Account absent = base(form).put("child.1", "effect", List.of("absent"));
    if (home) {
      ways.add(
          new Lazy(
              "a tap that says nothing",
              "child.1 is here and is said not to have been there",
              absent.without("child.1", "effectSeen"),
              Look.field("child.1", "effect", "absentWhere")));
    }
    own(ways, form);
  }

  private static void own(List<Lazy> ways, String form) {
    switch (form) {
      case "domestic-abuse" -> domestic(ways);
      case "concern-for-child" -> {
        tap(
            ways,
            form,
            INCIDENT,
            "reported",
            List.of("other"),
            Look.field(INCIDENT, "reported", "reportedWhat"));
        tap(ways, form, INCIDENT, "reported", List.of(), Look.field(INCIDENT, "reported"));
        for (String report : List.of("violence", "disclosure")) {
          tap(
              ways,
              form,
              INCIDENT,
              "reported",
              List.of(report),
              Look.prompt(INCIDENT, "assault-crime"));
        }
        ways.add(
            new Lazy(
                "no to everything",
                "signs of neglect, and no crime",
                base(form).put(INCIDENT, "neglect", List.of("food")),
                Look.prompt(INCIDENT, "neglect-crime")));
      }
      case "child-exploitation" -> {
        tap(ways, form, "child.1", "device", "gone", Look.field("child.1", "deviceWhy"));
        tap(ways, form, "child.1", "device", "with-child", Look.field("child.1", "deviceWhy"));
        tap(
            ways,
            form,
            "child.1",
            "exploitation",
            List.of(),
            Look.field("child.1", "exploitation"));
        tap(
            ways,
            form,
            INCIDENT,
            "otherVictims",
            "unsure",
            Look.field(INCIDENT, "otherVictimsWho"));
        tap(ways, form, "child.1", "images", "unsure", Look.field("child.1", "imagesDone"));
        tap(ways, form, "child.1", "selfHarm", "unsure", Look.field("child.1", "selfHarmHelp"));
      }
      case "missing-child" -> {
        tap(
            ways,
            form,
            "child.1",
            "triggerPlan",
            "not-found",
            Look.field("child.1", "triggerPlan"));
        tap(ways, form, "child.1", "homeSearched", "no", Look.field("child.1", "homeSearched"));
        tap(ways, form, "child.1", "enquiries", List.of(), Look.field("child.1", "enquiries"));
      }
      case "police-protection" -> {
        tap(ways, form, "child.1", "orderInForce", "unsure", Look.field("child.1", "orderInForce"));
        tap(
            ways,
            form,
            "child.1",
            "orderInForce",
            "yes",
            Look.field("child.1", "orderInForce", "orderWhy"));
        tap(ways, form, "child.1", "placedKind", "station", Look.field("child.1", "stationWhy"));
      }
      case "child-in-custody" -> {
        Account charged =
            base(form)
                .put(
                    "child.1",
                    "bailRefused",
                    "yes",
                    "chargedAt",
                    "2026-11-20T21:00Z",
                    "accommodation",
                    "Norfolk, K. Shaw: no bed tonight",
                    "accommodationAskedAt",
                    "2026-11-20T21:10Z",
                    "accommodationAnswerAt",
                    "2026-11-20T21:50Z",
                    "accommodationOffered",
                    "none",
                    "certificate",
                    "no");
        ways.add(
            new Lazy(
                "a tap that says nothing",
                "no bed, and no certificate for the court",
                charged,
                Look.field("child.1", "certificate")));
        tap(ways, form, "review.1", "awake", "no", Look.prompt("child.1", "custody-heard"));
        tap(ways, form, "review.1", "inPerson", "no", Look.prompt("child.1", "custody-heard"));
        ways.add(
            new Lazy(
                "a tap that says nothing",
                "a review by one tap",
                base(form).without("review.1", "awake", "inPerson", "said", "at"),
                Look.field("review.1", "awake"),
                Look.field("review.1", "inPerson"),
                Look.field("review.1", "at")));
        tap(ways, form, "child.1", "stripSearch", "yes", Look.field("child.1", "stripSearchHow"));
      }
      default -> {}
    }
    if (!form.equals("domestic-abuse")) {
      Account couple = base(form).put("adult.1", "role", "victim");
      couple
          .put("adult.2", "role", "suspect", "trust", "no")
          .put(INCIDENT, "indicators", List.of("coercion"));
      couple.put("crime.9", "offence", "coercion", "reference", "45/10399/26");
      ways.add(
          new Lazy(
              "a smaller form",
              "a mother is victim, a father suspect, and it is said to be no domestic abuse",
              couple,
              Look.field(INCIDENT, "domesticToo")));
      Account lives = base(form).put("child.1", "roles", List.of("da-victim"));
      ways.add(
          new Lazy(
              "a smaller form",
              "a child is a victim of domestic abuse, and it is said to be none",
              lives,
              Look.field(INCIDENT, "domesticToo")));
    }
  }

  private static void domestic(List<Lazy> ways) {
    String form = "domestic-abuse";
    tap(
        ways,
        form,
        "adult.2",
        "bailConditions",
        "unsure",
        Look.field("adult.2", "bailConditions", "orderTerms"));
    tap(ways, form, "adult.2", "bailConditions", "yes", Look.field("adult.2", "orderTerms"));
    tap(ways, form, "adult.2", "bailed", "here", Look.field("adult.2", "bailDecision"));
    tap(
        ways,
        form,
        "adult.2",
        "outcome",
        "no-action",
        Look.field("adult.2", "outcome", "outcomeWhy"));
    for (String role : List.of("connected", "witness", "subject")) {
      tap(ways, form, "child.1", "roles", List.of(role), Look.field("child.1", "roles"));
    }
    Account nobody = base(form).put("adult.1", "role", "other").put("adult.2", "role", "other");
    nobody.keys("child").forEach(child -> nobody.put("adult.1", "link." + child, "none"));
    ways.add(
        new Lazy(
            "nobody's part",
            "every adult is somebody else, and nobody's",
            nobody,
            Look.prompt(INCIDENT, "domestic-victim"),
            Look.prompt(INCIDENT, "domestic-suspect")));
    ways.add(
        new Lazy(
            "nobody's part",
            "domestic abuse with no victim",
            base(form).put("adult.1", "role", "relative"),
            Look.prompt(INCIDENT, "domestic-victim")));
    ways.add(
        new Lazy(
            "nobody's part",
            "domestic abuse with no suspect",
            base(form).put("adult.2", "role", "carer"),
            Look.prompt(INCIDENT, "domestic-suspect")));
    ways.add(
        new Lazy(
            "no to everything",
            "the suspect was arrested, and there are no signs of an offence",
            base(form).put(INCIDENT, "indicators", List.of()).leavingOut("crime.1"),
            Look.field(INCIDENT, "indicators")));
    ways.add(
        new Lazy(
            "a grade without its grounds",
            "high, and no conference",
            base(form).put(INCIDENT, "risk", CarefulOfficer.risk("high")),
            Look.prompt("adult.1", "victim-marac")));
  }

  private static void tap(
      List<Lazy> ways, String form, String key, String field, Object value, Look look) {
    ways.add(
        new Lazy(
            "a tap that says nothing",
            (key.isEmpty() ? "" : key + ' ') + field + " = " + value,
            base(form).put(key, field, value),
            look));
  }

  /** A grave answer was given, and then a lighter one over it. */
  private static void takenBack(List<Lazy> ways, String form) {
    back(ways, form, "child.1", "injury", "yes", "no");
    back(ways, form, "child.1", "safe", "no", "yes");
    back(ways, form, "child.1", "offences", List.of("neglect", "assault-child"), List.of());
    back(ways, form, "child.1", "sexualSigns", List.of("disclosure"), List.of());
    back(ways, form, INCIDENT, "indicators", List.of("neglect", "sexual"), List.of());
    back(ways, form, INCIDENT, "honour", "yes", "no");
    if (!form.equals("domestic-abuse")) {
      back(ways, form, INCIDENT, "domesticToo", "yes", "no");
    }
    if (!form.equals("child-in-custody")) {
      back(ways, form, "child.1", "effect", List.of("saw", "hurt"), List.of("absent"));
      back(ways, form, INCIDENT, "adultsElse", "yes", "no");
    }
    back(ways, form, "adult.1", "otherChildren", "yes", "no");
    switch (form) {
      case "concern-for-child" -> {
        back(ways, form, INCIDENT, "accountFits", "no", "yes");
        back(ways, form, INCIDENT, "reported", List.of("crying", "violence"), List.of("crying"));
        back(ways, form, INCIDENT, "neglect", List.of("food", "home"), List.of());
      }
      case "child-exploitation", "missing-child" -> {
        back(ways, form, "child.1", "selfHarm", "yes", "no");
        back(ways, form, "child.1", "images", "yes", "no");
      }
      case "child-in-custody" -> {
        back(ways, form, "child.1", "selfHarm", "yes", "no");
        back(ways, form, "child.1", "stripSearch", "yes", "no");
        back(ways, form, "child.1", "bailRefused", "yes", "no");
      }
      case "risk-person-visit" -> {
        back(ways, form, INCIDENT, "conditionsKept", "no", "yes");
        back(ways, form, "child.2", "contact", "yes", "no");
      }
      case "police-protection" -> back(ways, form, "child.2", "protected", "yes", "no");
      case "domestic-abuse" -> back(ways, form, "adult.2", "bailed", "here", "custody");
      default -> {}
    }
    ways.add(
        new Lazy(
            "a grade lowered",
            "risk from high to standard, and no word why",
            base(form)
                .put(INCIDENT, "risk", CarefulOfficer.risk("high"))
                .then(book -> book.set(INCIDENT, "risk", CarefulOfficer.risk("standard"))),
            Look.prompt(INCIDENT, "risk-lowered")));
    ways.add(
        new Lazy(
            "a grade lowered",
            "the notice from red to green, and no word why",
            base(form)
                .put("referral.1", "grade", "red")
                .then(book -> book.set("referral.1", "grade", "green")),
            Look.prompt("referral.1", "notice-grade-lowered")));
  }

  private static void back(
      List<Lazy> ways, String form, String key, String field, Object grave, Object light) {
    ways.add(
        new Lazy(
            "taken back",
            (key.isEmpty() ? "" : key + ' ') + field + " from " + grave + " to " + light,
            base(form).put(key, field, grave).then(book -> book.set(key, field, light)),
            Look.field(key, field)));
  }

  private static void smallerForm(List<Lazy> ways, String form) {
    if (form.equals("general-incident")) {
      return;
    }
    for (String reason : List.of("", ".", "\u200b", "x", "n/a")) {
      ways.add(
          new Lazy(
              "a smaller form",
              "called a general incident, because " + WaysWithWords.shown(reason),
              base(form)
                  .then(
                      book -> {
                        if (reason.isEmpty()) {
                          book.set(INCIDENT, "form", "general-incident");
                        } else {
                          book.set(INCIDENT, "form", "general-incident", reason);
                        }
                      }),
              Look.form()));
    }
    ways.add(
        new Lazy(
            "a smaller form",
            "called a general incident, with a reason in words",
            base(form)
                .then(
                    book ->
                        book.set(
                            INCIDENT, "form", "general-incident", "It was not so bad after all")),
            Look.form()));
    ways.add(
        new Lazy(
            "a smaller form",
            "one answer through the general form",
            base(form)
                .then(book -> book.as("pc.2").through("general-incident"))
                .then(book -> book.set(INCIDENT, "closing", "ongoing")),
            Look.form()));
  }

  /** A discussion or an interview that was not held, or has no content. */
  private static void held(List<Lazy> ways, String form) {
    Account careful = base(form);
    for (String key : careful.keys("discussion")) {
      for (String field : List.of("held", "at", "who", "decisions")) {
        ways.add(
            new Lazy(
                "a discussion without content",
                key + " without " + field,
                base(form).without(key, field),
                Look.field(key, field)));
      }
      ways.add(
          new Lazy(
              "a discussion without content",
              key + " was not held",
              base(form).put(key, "held", "no"),
              Look.field(key, "held")));
    }
    for (String key : careful.keys("interview")) {
      String kind = (String) careful.get(key, "kind");
      String prompt = kind.equals("return") ? "return-interview-held" : "prevention-interview";
      ways.add(
          new Lazy(
              "an interview that was not held",
              key + " was offered",
              base(form).put(key, "outcome", "offered"),
              Look.prompt("child.1", prompt)));
      ways.add(
          new Lazy(
              "an interview that was not held",
              key + " has no outcome",
              base(form).without(key, "outcome"),
              Look.field(key, "outcome")));
      for (String why : List.of("", ".", "x", "declined")) {
        Account declined = base(form).put(key, "outcome", "declined").without(key, "at", "said");
        if (!why.isEmpty()) {
          declined.put(key, "declinedWhy", why);
        }
        ways.add(
            new Lazy(
                "an interview that was not held",
                key + " was declined, because " + WaysWithWords.shown(why),
                declined,
                Look.field(key, "declinedWhy")));
      }
    }
    for (String field : List.of("what", "owner", "due")) {
      ways.add(
          new Lazy(
              "an action that is none",
              "action.1 without " + field,
              base(form).without("action.1", field),
              Look.field("action.1", field)));
    }
    ways.add(
        new Lazy(
            "closed without a look",
            "to be closed, and no word why",
            base(form).put(INCIDENT, "closing", "to-close"),
            Look.field(INCIDENT, "closingWhy")));
    for (String why : List.of("done", ".", "NFA", "no concerns no concerns", "n/a")) {
      if (why.contains("concerns")) {
        continue;
      }
      ways.add(
          new Lazy(
              "closed without a look",
              "to be closed: " + why,
              base(form).put(INCIDENT, "closing", "to-close", "closingWhy", why),
              Look.field(INCIDENT, "closingWhy")));
    }
  }
}
