package uk.seenheard.sync.lazy;

import static uk.seenheard.sync.lazy.Account.INCIDENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A child who is not counted, not here, too young, or struck out. */
final class WaysWithChildren {
  /** What says that a child is the one a form is about. */
  private static final Map<String, String> SUBJECT =
      Map.of(
          "child-protection-enquiry", "subject",
          "child-exploitation", "atRisk",
          "missing-child", "missing",
          "police-protection", "protected",
          "risk-person-visit", "contact",
          "child-in-custody", "detained");

  private static final Map<String, String> ABOUT =
      Map.of(
          "concern-for-child", "about-a-child",
          "child-protection-enquiry", "about-a-subject",
          "child-exploitation", "about-at-risk",
          "missing-child", "about-missing",
          "police-protection", "about-protected",
          "risk-person-visit", "about-contact",
          "child-in-custody", "about-detained");
  private static final Set<String> MAY_HAVE_NONE =
      Set.of("domestic-abuse", "concern-for-child", "risk-person-visit", "general-incident");

  private WaysWithChildren() {}

  static List<Lazy> of(String form) {
    List<Lazy> ways = new ArrayList<>();
    struck(ways, form);
    about(ways, form);
    ages(ways, form);
    if (!form.equals("child-in-custody")) {
      counts(ways, form);
      elsewhere(ways, form);
      none(ways, form);
    }
    return ways;
  }

  private static Account base(String form) {
    return CarefulOfficer.base(form);
  }

  private static void struck(List<Lazy> ways, String form) {
    for (String child : base(form).keys("child")) {
      for (String reason : List.of("Entered twice", ".", "error", "\u00a0", "x")) {
        ways.add(
            new Lazy(
                "a child struck out",
                child + ", because " + WaysWithWords.shown(reason),
                base(form).then(book -> book.strike(child, reason)),
                Look.struck(child)));
      }
      ways.add(
          new Lazy(
              "a child struck out",
              child + ", and the counts lowered to fit",
              base(form)
                  .then(book -> book.strike(child, "Not from here"))
                  .then(book -> book.set(INCIDENT, "childrenLiving", 1))
                  .then(book -> book.set(INCIDENT, "childrenHere", 1)),
              Look.struck(child)));
    }
    for (String key : List.of("statement.1", "referral.1", "crime.1", "discussion.1", "adult.2")) {
      Account account = base(form);
      if (!account.values(key).isEmpty()) {
        ways.add(
            new Lazy(
                "words or a notice struck out",
                key,
                account.then(book -> book.strike(key, "Not needed")),
                Look.struck(key)));
      }
    }
  }

  private static void about(List<Lazy> ways, String form) {
    String subject = SUBJECT.get(form);
    if (subject != null) {
      Account account = base(form);
      account.keys("child").forEach(child -> account.put(child, subject, "no"));
      ways.add(
          new Lazy(
              "no to everything",
              "no child is " + subject,
              account,
              Look.prompt(INCIDENT, ABOUT.get(form))));
    }
    for (String field : List.of("seen", "spoken")) {
      for (String child : base(form).keys("child")) {
        ways.add(
            new Lazy(
                "no to everything",
                child + " not " + field,
                unasked(base(form), child, field).put(child, field, "no"),
                Look.prompt(child, "child-" + field)));
        ways.add(
            new Lazy(
                "a question passed by",
                child + ": nothing said of " + field,
                unasked(base(form), child, field).without(child, field),
                Look.prompt(child, "child-" + field)));
      }
    }
    ways.add(
        new Lazy(
            "a child by name only",
            "child.9 is entered and nothing else",
            base(form).put("child.9", "name", "Zara Brown"),
            Look.prompt("child.9", "child-seen"),
            Look.prompt("child.9", "child-spoken"),
            Look.prompt("child.9", "child-safe"),
            Look.prompt("child.9", "child-injury"),
            Look.prompt("child.9", "child-demeanour"),
            Look.prompt("child.9", "child-born")));
    for (String child : base(form).keys("child")) {
      ways.add(
          new Lazy(
              "a child's words left out",
              child + " was spoken to, and nothing is written",
              base(form).leavingOut("statement." + child.substring(6)),
              Look.prompt(child, "child-words")));
      ways.add(
          new Lazy(
              "a child's words left out",
              child + "'s words are about nobody",
              base(form).without("statement." + child.substring(6), "about"),
              Look.prompt(child, "child-words")));
    }
  }

  private static void ages(List<Lazy> ways, String form) {
    for (String born :
        List.of(
            "2019",
            "May 2019",
            "about 5",
            "12/11/10",
            "2019-2-29",
            "2019-02-29",
            "2018-13-01",
            "2026-11-25",
            "1918-05-01",
            "2008-01-01",
            "20180501",
            "05-01-2018",
            ".",
            "unknown")) {
      ways.add(
          new Lazy(
              "a date that is none",
              "child.1 born " + WaysWithWords.shown(born),
              base(form).put("child.1", "dob", born),
              Look.field("child.1", "dob")));
    }
    for (Object guess : List.of(-1, 18, 99, "8", "about 8")) {
      ways.add(
          new Lazy(
              "an age that is none",
              "child.1 is guessed to be " + guess,
              base(form).without("child.1", "dob").put("child.1", "estimatedAge", guess),
              Look.field("child.1", "estimatedAge")));
    }
    ways.add(
        new Lazy(
            "age unknown",
            "child.1: nobody could say, and no guess",
            base(form)
                .without("child.1", "dob")
                .then(book -> book.reason("child.1", "child-born", "asked", "Nobody could say"))
                .then(
                    book -> book.reason("child.1", "child-estimated-age", "asked", "Hard to say")),
            Look.prompt("child.1", "child-born"),
            Look.prompt("child.1", "child-estimated-age")));
    ways.add(
        new Lazy(
            "age unknown",
            "child.1 has no age, does not speak and has no school",
            silent(base(form), "child.1")
                .without("child.1", "dob", "school")
                .put("child.1", "setting", "unknown", "speaks", "no")
                .then(book -> book.reason("child.1", "child-born", "asked", "Nobody could say"))
                .then(
                    book -> book.reason("child.1", "child-estimated-age", "asked", "Hard to say")),
            Look.prompt("child.1", "child-spoken", "child-speaks-why")));
    ways.add(
        new Lazy(
            "too young to speak",
            "child.1 goes to school and does not speak",
            silent(base(form), "child.1").put("child.1", "speaks", "no"),
            Look.prompt("child.1", "child-speaks-why"),
            Look.prompt("child.1", "child-spoken")));
    for (String why : List.of(".", "shy", "n/a", "x")) {
      ways.add(
          new Lazy(
              "too young to speak",
              "child.1 goes to school and does not speak: " + why,
              silent(base(form), "child.1").put("child.1", "speaks", "no", "speaksWhy", why),
              Look.prompt("child.1", "child-spoken")));
    }
    ways.add(
        new Lazy(
            "too young to speak",
            "child.1 is made a baby after a date of birth was given",
            silent(base(form), "child.1")
                .without("child.1", "school")
                .put("child.1", "setting", "none")
                .then(book -> book.set("child.1", "dob", "2026-02-01")),
            Look.field("child.1", "dob", "estimatedAge")));
    ways.add(
        new Lazy(
            "too young to speak",
            "child.1 is guessed younger than before",
            silent(base(form), "child.1")
                .without("child.1", "dob", "school")
                .put("child.1", "setting", "none", "estimatedAge", 8)
                .then(book -> book.set("child.1", "estimatedAge", 0)),
            Look.field("child.1", "dob", "estimatedAge")));
    if (base(form).keys("child").size() > 1) {
      ways.add(
          new Lazy(
              "too young to speak",
              "child.2 spoke before and is said not to speak now",
              silent(base(form), "child.2").then(book -> book.set("child.2", "speaks", "no")),
              Look.prompt("child.2", "child-speaks-why")));
    }
  }

  /** To whom nobody spoke has no words in the record: words say that somebody did. */
  private static Account unasked(Account account, String child, String field) {
    if (field.equals("spoken")) {
      account.keys("statement", child).forEach(account::leavingOut);
    }
    return account;
  }

  /** Nobody has spoken to this child, and nothing says so. */
  private static Account silent(Account account, String child) {
    account.keys("statement", child).forEach(account::leavingOut);
    return account.without(child, "spoken", "alone", "interpreter", "wishes");
  }

  private static void counts(List<Lazy> ways, String form) {
    List<String> counts = new ArrayList<>(List.of("childrenLiving", "childrenHere", "adultsHere"));
    if (form.equals("risk-person-visit")) {
      counts.add("contactChildren");
    }
    for (String count : counts) {
      ways.add(
          new Lazy(
              "a count lowered",
              count + " from 3 to 2, where 2 are entered",
              base(form).put(INCIDENT, count, 3).then(book -> book.set(INCIDENT, count, 2)),
              Look.field(INCIDENT, count)));
      if (!count.equals("adultsHere")) { // who is recorded and has left is not here
        ways.add(
            new Lazy(
                "a count too small",
                count + " 1, where 2 are entered",
                base(form).put(INCIDENT, count, 1),
                Look.field(INCIDENT, count)));
      }
      ways.add(
          new Lazy(
              "a count that nobody fills",
              count + " 3, where 2 are entered",
              base(form).put(INCIDENT, count, 3),
              Look.prompt(
                  INCIDENT,
                  "children-living-add-up",
                  "children-here-add-up",
                  "adults-add-up",
                  "visit-contact-add-up")));
      for (Object none : List.of(-1, "two", 400)) {
        ways.add(
            new Lazy(
                "a count that is none",
                count + " " + none,
                base(form).put(INCIDENT, count, none),
                Look.field(INCIDENT, count)));
      }
    }
    Account twice = base(form).put(INCIDENT, "childrenLiving", 3, "childrenHere", 3);
    if (form.equals("risk-person-visit")) {
      twice.put(INCIDENT, "contactChildren", 3);
    }
    twice.values("child.2").forEach((field, value) -> twice.put("child.3", field, value));
    CarefulOfficer.links(twice, "child.3");
    String words = (String) twice.get("statement.2", "words");
    twice.values("statement.2").forEach((field, value) -> twice.put("statement.3", field, value));
    twice.put("statement.3", "about", new Ref("child.3"), "words", words);
    twice.values("referral.2").forEach((field, value) -> twice.put("referral.3", field, value));
    twice.put("referral.3", "about", new Ref("child.3"));
    ways.add(
        new Lazy(
            "one child twice",
            "child.3 is child.2 again, so that the count fits",
            twice,
            Look.prompt("child.3", "child-own-voice")));
  }

  private static void elsewhere(List<Lazy> ways, String form) {
    Account account = silent(base(form), "child.2");
    account.put(INCIDENT, "childrenLiving", 1, "childrenHere", 1);
    account.put("child.2", "livesHere", "no", "hereNow", "no", "roles", List.of("connected"));
    account.without("child.2", "seen", "safe", "injury", "effect", "demeanour");
    ways.add(
        new Lazy(
            "everybody elsewhere",
            "child.2 of this home is said to be elsewhere, and no more",
            account,
            Look.prompt("child.2", "child-whereabouts"),
            Look.prompt("child.2", "child-said-by"),
            Look.prompt("child.2", "child-connection"),
            Look.prompt("child.2", "child-address"),
            Look.prompt("child.2", "child-check")));
    Account words =
        account
            .copy()
            .put("child.2", "whereabouts", "elsewhere", "connection", "x", "address", "n/a");
    words.about("child.2", "action.2", "kind", "check", "what", ".");
    ways.add(
        new Lazy(
            "everybody elsewhere",
            "child.2 is elsewhere, in one word each",
            words,
            Look.field("child.2", "whereabouts"),
            Look.field("child.2", "connection"),
            Look.field("action.2", "what"),
            Look.field("action.2", "owner"),
            Look.field("action.2", "due")));
    ways.add(
        new Lazy(
            "everybody elsewhere",
            "child.2 lives here, is out, and nobody saw him",
            silent(base(form), "child.2")
                .put(INCIDENT, "childrenHere", 1)
                .put("child.2", "hereNow", "no", "whereabouts", "Out with friends, says his mother")
                .without("child.2", "seen", "safe", "injury", "demeanour"),
            Look.prompt("child.2", "child-seen"),
            Look.prompt("child.2", "child-spoken"),
            Look.prompt("child.2", "child-check")));
    String subject = SUBJECT.get(form);
    Account first =
        silent(base(form), "child.1").put(INCIDENT, "childrenLiving", 1, "childrenHere", 1);
    first
        .put(
            "child.1",
            "livesHere",
            "no",
            "hereNow",
            "no",
            "roles",
            List.of("connected"),
            "connection",
            "Lives with her grandmother",
            "address",
            "3 Mill Lane, Thetford",
            "whereabouts",
            "At her grandmother's, says Ann Brown",
            "authorities",
            "Norfolk, both",
            "otherForce",
            "no")
        .without("child.1", "seen", "safe", "injury", "demeanour");
    first.about(
        "child.1",
        "action.2",
        "kind",
        "check",
        "what",
        "See her at Mill Lane",
        "owner",
        "PC Dean",
        "due",
        "2026-11-21T09:00Z");
    if (subject != null && !subject.equals("missing") && !subject.equals("contact")) {
      ways.add(
          new Lazy(
              "everybody elsewhere",
              "the child that this is about is elsewhere, and nobody saw or heard her",
              first,
              Look.prompt("child.1", "child-seen"),
              Look.prompt("child.1", "child-spoken")));
    }
  }

  private static void none(List<Lazy> ways, String form) {
    for (String count : List.of("childrenLiving", "childrenHere")) {
      Account account = noChildren(form).without(INCIDENT, "noChildrenCheck");
      ways.add(
          new Lazy(
              "no children by one tap",
              "0 as " + count + ", and no check",
              account,
              Look.prompt(INCIDENT, "no-children")));
    }
    ways.add(
        new Lazy(
            "no children by one tap",
            "the adults said so",
            noChildren(form).put(INCIDENT, "noChildrenCheck", List.of("adults-asked")),
            Look.prompt(INCIDENT, "no-children")));
    ways.add(
        new Lazy(
            "no children by one tap",
            "none of the checks",
            noChildren(form).put(INCIDENT, "noChildrenCheck", List.of()),
            Look.prompt(INCIDENT, "no-children")));
    ways.add(
        new Lazy(
            "no children by one tap",
            "no children, and an adult has contact with some",
            noChildren(form).put("adult.1", "otherChildren", "yes"),
            Look.prompt("adult.1", "adult-children-elsewhere")));
    if (form.equals("domestic-abuse") || form.equals("general-incident")) {
      for (String kind : List.of("shared", "school", "hospital")) {
        ways.add(
            new Lazy(
                "no children by one tap",
                "two live here, nobody is entered, and the place is called " + kind,
                noChildren(form)
                    .put(
                        INCIDENT,
                        "placeKind",
                        kind,
                        "childrenLiving",
                        2,
                        "noChildrenCheck",
                        List.of("signs")),
                Look.prompt(
                    INCIDENT, "children-living-add-up", "no-children", "children-connected")));
      }
    }
    if (!MAY_HAVE_NONE.contains(form)) {
      ways.add(
          new Lazy(
              "no children by one tap",
              "a form about a child, and none is entered",
              noChildren(form)
                  .put(INCIDENT, "noChildrenCheck", List.of("every-room", "signs", "records")),
              Look.prompt(INCIDENT, ABOUT.get(form))));
    }
    if (form.equals("concern-for-child")) {
      ways.add(
          new Lazy(
              "no children by one tap",
              "two live in this shared home, nobody is entered, signs were looked for",
              noChildren(form)
                  .put(
                      INCIDENT,
                      "placeKind",
                      "shared",
                      "childrenLiving",
                      2,
                      "noChildrenCheck",
                      List.of("signs")),
              Look.prompt(INCIDENT, "about-a-child", "children-connected")));
    }
    if (form.equals("risk-person-visit")) {
      for (String how : List.of(".", "none", "asked", "n/a", "x", "\u200b", "no")) {
        ways.add(
            new Lazy(
                "no children by one tap",
                "contact ruled out: " + WaysWithWords.shown(how),
                noChildren(form).put(INCIDENT, "contactRuledOut", how),
                Look.field(INCIDENT, "contactRuledOut")));
      }
      ways.add(
          new Lazy(
              "no children by one tap",
              "contact ruled out, although two children are entered here",
              base(form)
                  .put(
                      INCIDENT,
                      "contactChildren",
                      0,
                      "contactRuledOut",
                      "He said that he sees none")
                  .without("child.1", "contact", "contactKind", "contactKnown")
                  .without("child.2", "contact", "contactKind", "contactKnown"),
              Look.prompt("child.1", "visit-contact"),
              Look.prompt("child.2", "visit-contact")));
    }
  }

  private static Account noChildren(String form) {
    Account account = base(form).leavingOut("child.1").leavingOut("child.2");
    account.put(
        INCIDENT,
        "childrenLiving",
        0,
        "childrenHere",
        0,
        "noChildrenCheck",
        List.of("every-room", "signs", "records"));
    if (form.equals("risk-person-visit")) {
      account.put(
          INCIDENT,
          "contactChildren",
          0,
          "contactRuledOut",
          "Every room, his phone and calendar; probation knows of none");
    }
    return account;
  }
}
