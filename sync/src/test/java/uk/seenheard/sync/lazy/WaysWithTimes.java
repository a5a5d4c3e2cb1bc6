package uk.seenheard.sync.lazy;

import static uk.seenheard.sync.lazy.Account.INCIDENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import uk.seenheard.sync.form.FieldType;

/** A time that is none, that cannot be, or that never comes. */
final class WaysWithTimes {
  private static final List<String> NO_TIMES =
      List.of(
          "yesterday",
          "22:40",
          "2026-11-20",
          "2026-13-01T10:00Z",
          "2026-11-20T25:00Z",
          "1970-01-01T00:00Z",
          "20/11/26 22:40",
          ".",
          "now",
          "2026-11-20T18:40",
          "asap",
          "0001-01-01T00:00Z",
          "2026-11-31T10:00Z");
  private static final List<String> NO_DATES =
      List.of("next year", "2027", "2026-02-30", ".", "20/02/27", "soon");
  private static final String FUTURE = "2027-01-01T00:00Z";

  private WaysWithTimes() {}

  static List<Lazy> of(String form) {
    Account careful = CarefulOfficer.base(form);
    List<Lazy> ways = new ArrayList<>();
    int turn = CarefulOfficer.FORMS.indexOf(form);
    for (Asked asked : Asked.by(careful)) {
      if (asked.is(FieldType.TIME)) {
        for (int i = 0; i < 2; i++) {
          String none = NO_TIMES.get(turn++ % NO_TIMES.size());
          boolean longAgo = asked.name().equals("happened") && none.startsWith("1970");
          ways.add(wrong(careful, asked, longAgo ? "1870-01-01T00:00Z" : none));
        }
        if (!asked.field().ahead()) {
          ways.add(wrong(careful, asked, FUTURE));
        }
      } else if (asked.is(FieldType.DATE) && !asked.name().equals("dob")) {
        for (String none : NO_DATES) {
          ways.add(wrong(careful, asked, none));
        }
      }
    }
    order(ways, form);
    for (String due : List.of("2226-01-01T00:00Z", "9999-12-31T23:59Z", "2036-11-21T12:00Z")) {
      ways.add(
          new Lazy(
              "a time that never comes",
              "action.1 due " + due,
              CarefulOfficer.base(form).put("action.1", "due", due),
              Look.field("action.1", "due")));
    }
    if (form.equals("risk-person-visit")) {
      for (String next : List.of("2126-01-01", "2036-11-20", "2019-05-01")) {
        ways.add(
            new Lazy(
                "a time that never comes",
                "nextVisit " + next,
                CarefulOfficer.base(form).put(INCIDENT, "nextVisit", next),
                Look.field(INCIDENT, "nextVisit")));
      }
    }
    return ways;
  }

  private static Lazy wrong(Account careful, Asked asked, String value) {
    return new Lazy(
        "a time that is none",
        (asked.key().isEmpty() ? "" : asked.key() + ' ')
            + asked.name()
            + " = "
            + WaysWithWords.shown(value),
        careful.copy().put(asked.key(), asked.name(), value),
        asked.look());
  }

  /** What was done before it could be done settles what is due. */
  private static void order(List<Lazy> ways, String form) {
    String early = "2026-11-19T08:00Z";
    for (String field :
        switch (form) {
          case "missing-child" ->
              List.of("deployedAt", "inspectorAlertedAt", "returnedAt", "authorityToldReturned");
          case "police-protection" -> List.of("authorityTold", "inquiredAt", "endedAt");
          case "child-in-custody" ->
              List.of(
                  "arrivedAt",
                  "authorisedAt",
                  "adultCalledAt",
                  "adultArrivedAt",
                  "nurseAt",
                  "welfareToldAt",
                  "socialCareToldAt",
                  "releasedAt");
          default -> List.<String>of();
        }) {
      ways.add(
          new Lazy(
              "done before it could be",
              "child.1 " + field + " the day before",
              CarefulOfficer.base(form).put("child.1", field, early),
              Look.field("child.1", field)));
    }
    for (String key : List.of("review.1", "interview.1", "interview.2", "discussion.1")) {
      Account account = CarefulOfficer.base(form);
      if (account.has(key, "at")
          && Set.of("missing-child", "police-protection", "child-in-custody").contains(form)
          && !key.startsWith("discussion")) {
        ways.add(
            new Lazy(
                "done before it could be",
                key + " the day before",
                account.put(key, "at", early),
                Look.field(key, "at")));
      }
    }
    ways.add(
        new Lazy(
            "done before it could be",
            "police were told two days before it happened, and came the day before that",
            CarefulOfficer.base(form)
                .put(INCIDENT, "toldAt", "2026-11-18T10:00Z", "attendedAt", "2026-11-17T10:00Z"),
            Look.field(INCIDENT, "toldAt", "attendedAt", "happened")));
  }
}
