package uk.seenheard.sync.lazy;

import static uk.seenheard.sync.lazy.Account.INCIDENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.prompt.Context;

/** A careful account in a situation that officers meet, for a form that meets it. */
record Careful(String form, String situation, Account account) {
  private static final long DAY = 86_400_000L;
  private static final Set<String> ABOUT_A_CHILD =
      Set.of(
          "child-protection-enquiry",
          "child-exploitation",
          "missing-child",
          "police-protection",
          "child-in-custody");

  static List<Careful> all() {
    List<Careful> all = new ArrayList<>();
    for (String form : CarefulOfficer.FORMS) {
      boolean home = !form.equals("child-in-custody");
      in(all, form, "two children, both seen and heard", account -> account);
      in(all, form, "a girl with a disability who signs", Careful::signs);
      in(all, form, "a girl of seventeen at college", Careful::seventeen);
      in(all, form, "a girl whose age nobody knows", Careful::ageUnknown);
      in(all, form, "ethnicity asked for and declined", Careful::notStated);
      in(all, form, "a colleague writes the same down", Careful::colleague);
      in(all, form, "written three days later", Careful::late);
      in(all, form, "a bruise that nobody explains", Careful::bruise);
      if (home) {
        in(all, form, "a baby who cannot speak yet", Careful::baby);
        in(all, form, "a boy who sleeps; somebody goes back", Careful::asleep);
        in(all, form, "a half-brother at his grandmother's", Careful::elsewhere);
        in(all, form, "twins", Careful::twins);
      }
      if (home && !ABOUT_A_CHILD.contains(form)) {
        in(all, form, "no children live or are here", Careful::noChildren);
      }
    }
    return all;
  }

  private static void in(
      List<Careful> all, String form, String situation, UnaryOperator<Account> change) {
    all.add(new Careful(form, situation, change.apply(CarefulOfficer.base(form))));
  }

  private static Account signs(Account account) {
    return account.put(
        "child.1",
        "disability",
        "yes",
        "communication",
        "British Sign Language; look at her when you speak",
        "interpreter",
        "used");
  }

  private static Account seventeen(Account account) {
    account.put(
        "child.1", "dob", "2009-03-01", "setting", "college", "school", "City College Norwich");
    if (account.form.id().equals("domestic-abuse")) {
      CarefulOfficer.told(account, "referral.11", "City College Norwich, Mr Abbot");
    }
    return account;
  }

  private static Account ageUnknown(Account account) {
    return account
        .without("child.1", "dob")
        .put("child.1", "estimatedAge", 13)
        .then(
            book ->
                book.reason(
                    "child.1", "child-born", "asked", "She and the adults gave no date; no papers"))
        .then(Notebook::acceptEach);
  }

  private static Account notStated(Account account) {
    return account.put(
        "child.1", "ethnicity", "NS", "ethnicityWhy", "declined", "ethnicityObserved", "1");
  }

  private static Account colleague(Account account) {
    return account.then(
        book -> {
          book.as("pc.2");
          book.setBlind("child.1", "seen", "yes");
          book.setBlind("child.1", "safe", "yes");
          book.setBlind("child.1", "name", account.get("child.1", "name"));
          book.setBlind(INCIDENT, "toldAt", "2026-11-20T18:42:00Z");
          book.setBlind(INCIDENT, "place", account.get(INCIDENT, "place"));
          book.as("pc.1");
        });
  }

  private static Account late(Account account) {
    return account.knowing(Context.at(Notebook.NOW + 3 * DAY, "2026-11-23"));
  }

  private static Account bruise(Account account) {
    List<Object> offences = new ArrayList<>((List<?>) account.get("child.1", "offences"));
    offences.add("assault-child");
    account.put(
        "child.1",
        "injury",
        "yes",
        "injuryWhat",
        "Bruise on the left upper arm, three centimetres, blue",
        "injuryKind",
        List.of("unexplained"),
        "medical",
        "child-protection",
        "medicalConsent",
        "Her mother, with the paediatrician",
        "explanation",
        "The mother does not know how it came about",
        "explanationBy",
        "The mother",
        "offences",
        List.copyOf(offences));
    account.about("child.1", "crime.21", "offence", "assault-child", "reference", "45/10301/26");
    account.about("child.1", "referral.21", "kind", "social-care");
    CarefulOfficer.told(account, "referral.21", "K. Shaw, duty desk");
    FormsOwn.discussion(account, "child.1");
    if (account.form.id().equals("missing-child")) {
      account.put(
          "child.1",
          "grade",
          Json.object()
              .put("grade", "high")
              .put("reasons", "Bruised before she went; afraid to come home")
              .build(),
          "supervision",
          "DI Khan, missing persons");
    }
    return account;
  }

  private static Account baby(Account account) {
    boolean domestic = account.form.id().equals("domestic-abuse");
    account.leavingOut("statement.2");
    account.without(
        "child.2", "speaks", "spoken", "alone", "interpreter", "wishes", "school", "setting");
    account.put(
        "child.2",
        "dob",
        "2026-04-12",
        "setting",
        "none",
        "behaviour",
        "Reaches for the keys and laughs when they ring",
        "demeanour",
        "Stiffens and cries when a man speaks");
    account.put("referral.2", "childSaid", "Too young for words: stiffens when a man speaks");
    if (account.form.id().equals("police-protection")) {
      account.put("child.2", "wishes", "Looked for the mother and held on to her scarf");
    }
    if (domestic) {
      CarefulOfficer.told(account, "referral.12", "Health visitor R. Bell, by the force's route");
    }
    return account;
  }

  private static Account asleep(Account account) {
    account.leavingOut("statement.2");
    account.without("child.2", "alone", "interpreter", "wishes");
    account.put("child.2", "spoken", "no");
    account.put("referral.2", "childSaid", "He slept: PC Dean goes back in the morning");
    if (account.form.id().equals("police-protection")) {
      account.put("child.2", "wishes", "Slept through it, holding a bear");
    }
    account.about(
        "child.2",
        "action.2",
        "kind",
        "goes-back",
        "what",
        "Speak to Noah when he is awake",
        "owner",
        "PC Dean, neighbourhood team",
        "due",
        "2026-11-21T09:00Z");
    account.then(book -> book.reason("child.2", "child-spoken", "asleep", null));
    if (account.form.id().equals("concern-for-child")) {
      account.then(book -> book.reason("child.2", "child-account", "asleep", null));
    }
    return account.then(Notebook::acceptEach);
  }

  private static Account elsewhere(Account account) {
    boolean domestic = account.form.id().equals("domestic-abuse");
    account.put("adult.2", "otherChildren", "yes");
    account.about(
        "adult.2",
        "child.3",
        "name",
        "Leo Brown",
        "dob",
        "2016-08-14",
        "gender",
        "boy",
        "livesHere",
        "no",
        "hereNow",
        "no",
        "roles",
        List.of("connected"),
        "connection",
        "Son of Carl Brown from before; here every other weekend",
        "address",
        "3 Mill Lane, Thetford",
        "whereabouts",
        "At his grandmother's, says Ann Brown",
        "saidBy",
        "adult",
        "saidAt",
        "2026-11-20T19:05Z",
        "caredBy",
        "His grandmother, Joan Brown",
        "disability",
        "no",
        "socialCare",
        List.of(),
        "setting",
        "school",
        "school",
        "Mill Lane School",
        "stays",
        "home",
        "ethnicity",
        "W1",
        "exploitationSigns",
        List.of(),
        "parental",
        "Carl Brown and Tess Ford",
        "authorities",
        "Norfolk is both his own and this one",
        "language",
        "English",
        "health",
        "Dr Ames, Thetford",
        "otherForce",
        "no");
    account.put("adult.1", "link.child.3", "step-parent").put("adult.2", "link.child.3", "father");
    account.about(
        "child.3",
        "action.3",
        "kind",
        "check",
        "what",
        "Go to Mill Lane and see Leo",
        "owner",
        "PC Dean, neighbourhood team",
        "due",
        "2026-11-21T10:00Z");
    String own =
        switch (account.form.id()) {
          case "child-protection-enquiry" -> "subject";
          case "child-exploitation" -> "atRisk";
          case "missing-child" -> "missing";
          case "police-protection" -> "protected";
          default -> "";
        };
    if (!own.isEmpty()) {
      account.put("child.3", own, "no");
    }
    if (own.equals("protected")) {
      account.put("child.3", "voluntary", "no");
    }
    if (account.form.id().equals("risk-person-visit")) {
      account.put(INCIDENT, "contactChildren", 3);
      account.put(
          "child.3", "contact", "yes", "contactKind", "visits", "contactKnown", "Told in 2024");
    }
    if (domestic) {
      account.about("child.3", "referral.13", "kind", "encompass");
      CarefulOfficer.told(account, "referral.13", "Mill Lane School, the head");
    }
    if (Set.of("domestic-abuse", "risk-person-visit", "police-protection", "child-exploitation")
        .contains(account.form.id())) {
      CarefulOfficer.notice(account, "child.3");
    }
    return account;
  }

  private static Account twins(Account account) {
    boolean domestic = account.form.id().equals("domestic-abuse");
    account.values("child.2").forEach((field, value) -> account.put("child.3", field, value));
    account.put(
        "child.3",
        "name",
        "Ned Brown",
        "demeanour",
        "Laughs, runs about, does not seem to notice",
        "appearance",
        "Barefoot, jam on his face, plump",
        "behaviour",
        "Runs from room to room and shows his drawing",
        "interaction",
        "Climbs on everybody, his father too",
        "effectSeen",
        "None to be seen tonight; the mother says he bites at nursery");
    account.put(INCIDENT, "childrenLiving", 3, "childrenHere", 3);
    CarefulOfficer.links(account, "child.3");
    CarefulOfficer.voice(
        account,
        "child.3",
        "statement.3",
        "Daddy roar like a lion.",
        "He wants to draw another lion");
    if (account.has(INCIDENT, "contactChildren")) {
      account.put(INCIDENT, "contactChildren", 3);
    }
    if (domestic) {
      account.about("child.3", "referral.13", "kind", "encompass-early-years");
      CarefulOfficer.told(account, "referral.13", "Little Oaks Nursery, Mr Poole");
    }
    if (account.form.id().equals("police-protection")) {
      account.about("child.3", "crime.13", "offence", "neglect", "reference", "45/10243/26");
      account.about(
          "child.3",
          "review.3",
          "by",
          "Insp. Grant",
          "at",
          "2026-11-20T21:15Z",
          "decision",
          "Goes on until the carers are found");
      FormsOwn.discussion(account, "child.3");
    }
    CarefulOfficer.notice(account, "child.3");
    return account;
  }

  private static Account noChildren(Account account) {
    account.leavingOut("child.1").leavingOut("child.2");
    account.put(
        INCIDENT,
        "childrenLiving",
        0,
        "childrenHere",
        0,
        "noChildrenCheck",
        List.of("every-room", "signs", "records"));
    if (account.form.id().equals("risk-person-visit")) {
      account.put(
          INCIDENT,
          "contactChildren",
          0,
          "contactRuledOut",
          "Every room, his phone and his calendar; his probation officer knows of none");
    }
    return account;
  }
}
