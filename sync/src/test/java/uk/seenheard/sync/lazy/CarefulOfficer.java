package uk.seenheard.sync.lazy;

import static uk.seenheard.sync.lazy.Account.INCIDENT;

import java.util.List;
import java.util.Map;
import uk.seenheard.sync.codec.Json;

/** What an officer records who looks, asks and writes it down: one account for each form. */
final class CarefulOfficer {
  static final List<String> FORMS =
      List.of(
          "domestic-abuse",
          "concern-for-child",
          "child-protection-enquiry",
          "child-exploitation",
          "missing-child",
          "police-protection",
          "risk-person-visit",
          "child-in-custody",
          "general-incident");

  private static final Map<String, String> BORN =
      Map.of(
          "child-exploitation", "2012-02-10",
          "missing-child", "2013-02-01",
          "child-in-custody", "2011-05-01");

  private CarefulOfficer() {}

  /** A girl of school age who was heard, and, but in custody, her brother of three. */
  static Account base(String form) {
    Account account = scene(form);
    girl(account, "child.1", "Mia Brown", BORN.getOrDefault(form, "2018-05-01"));
    if (!form.equals("child-in-custody")) {
      boy(account, "child.2");
    }
    adults(account);
    account.keys("child").forEach(child -> links(account, child));
    FormsOwn.of(account);
    account.keys("child").forEach(child -> notice(account, child));
    return account;
  }

  private static Account scene(String form) {
    boolean custody = form.equals("child-in-custody");
    Account account =
        new Account(form)
            .put(
                INCIDENT,
                "place",
                custody ? "Bury Road police station" : "12 Elm Row, Norwich",
                "happened",
                "2026-11-20T18:40Z",
                "toldAt",
                "2026-11-20T18:42Z",
                "attendedAt",
                "2026-11-20T18:55Z",
                "reference",
                "NR-1120-2242",
                "caller",
                "Mrs Hill next door, 07700 900123",
                "forcedMarriage",
                "no",
                "unborn",
                "no",
                "honour",
                "no",
                "mutilation",
                "no",
                "indicators",
                List.of(),
                "risk",
                risk("medium"),
                "closing",
                "ongoing");
    if (!custody) {
      account.put(
          INCIDENT,
          "placeKind",
          "home",
          "homeConditions",
          "Warm and clean, a bed for each child, food in the fridge",
          "childrenLiving",
          2,
          "childrenHere",
          2,
          "adultsHere",
          2,
          "adultsElse",
          "no",
          "callerChildren",
          "no");
    }
    if (!form.equals("domestic-abuse")) {
      account.put(INCIDENT, "domesticToo", "no");
    }
    account.put("attendance.1", "recording", "all");
    account.put(
        "action.1",
        "what",
        "Visit the family and see both children",
        "owner",
        "PC Dean, neighbourhood team",
        "due",
        "2026-11-21T12:00Z");
    return account;
  }

  static Json risk(String grade) {
    return Json.object()
        .put("grade", grade)
        .put("tool", "dash")
        .put("reasons", "Shouting for weeks, getting worse; two children in the room")
        .build();
  }

  static void girl(Account account, String key, String name, String born) {
    child(account, key, name, born);
    account.put(
        key,
        "gender",
        "girl",
        "seenWhere",
        "On the stairs",
        "demeanour",
        "Pale, speaks in whispers, looks at the door",
        "appearance",
        "Clean school shirt, dark rings under her eyes",
        "behaviour",
        "Holds her reading book and does not put it down",
        "interaction",
        "Keeps behind her mother and answers only her",
        "effectSeen",
        "Woke up, has not slept since, asks whether it comes again",
        "setting",
        "school",
        "school",
        "Hill Primary School",
        "exploitationSigns",
        List.of(),
        "ethnicity",
        "W1");
    voice(
        account,
        key,
        "statement.1",
        "They shouted and something fell. I hid behind my bed.",
        "She wants it to be quiet and to go to school tomorrow");
  }

  private static void boy(Account account, String key) {
    child(account, key, "Noah Brown", "2023-02-10");
    account.put(
        key,
        "gender",
        "boy",
        "seenWhere",
        "In his cot in the back bedroom",
        "speaks",
        "yes",
        "demeanour",
        "Clings and hides his face when a voice is raised",
        "appearance",
        "Dry nappy, warm sleepsuit, well nourished",
        "behaviour",
        "Lines up cars and looks up at every noise",
        "interaction",
        "Lets his mother comfort him, pulls away from the others",
        "effectSeen",
        "Cried for half an hour and would not be put down",
        "setting",
        "nursery",
        "school",
        "Little Oaks Nursery",
        "ethnicity",
        "W1");
    voice(account, key, "statement.2", "Loud. Mummy sad.", "He asks for his bear and his mother");
  }

  /** Who and where the child is; what was seen and heard is each child's own. */
  static void child(Account account, String key, String name, String born) {
    account.put(
        key,
        "name",
        name,
        "dob",
        born,
        "disability",
        "no",
        "socialCare",
        List.of(),
        "offences",
        List.of(),
        "sexualSigns",
        List.of(),
        "roles",
        List.of(account.form.id().equals("domestic-abuse") ? "da-victim" : "subject"),
        "seen",
        "yes",
        "safe",
        "yes",
        "injury",
        "no",
        "caredBy",
        "Her mother, Ann Brown",
        "parental",
        "Ann Brown and Carl Brown",
        "language",
        "English",
        "health",
        "Dr Lee, Hill Surgery");
    if (!account.form.id().equals("child-in-custody")) {
      account.put(
          key, "livesHere", "yes", "hereNow", "yes", "stays", "home", "effect", List.of("heard"));
    }
  }

  static void voice(Account account, String child, String statement, String words, String wishes) {
    account.put(
        child, "spoken", "yes", "alone", "yes", "interpreter", "not-needed", "wishes", wishes);
    account.about(
        child,
        statement,
        "words",
        words,
        "askedBy",
        "PC 1204 Reed",
        "question",
        "What happened tonight?",
        "present",
        "PC 1204 Reed and PC 88 Owen",
        "at",
        "2026-11-20T19:05Z",
        "open",
        "yes");
  }

  private static void adults(Account account) {
    boolean domestic = account.form.id().equals("domestic-abuse");
    adult(account, "adult.1", "Ann Brown", domestic ? "victim" : "carer", "1988-04-02");
    adult(account, "adult.2", "Carl Brown", domestic ? "suspect" : "carer", "1985-09-12");
  }

  static void adult(Account account, String key, String name, String role, String born) {
    account.put(
        key,
        "name",
        name,
        "dob",
        born,
        "role",
        role,
        "ethnicity",
        "W1",
        "otherChildren",
        "no",
        "phone",
        "07700 900456");
    if (role.equals("suspect")) {
      account.put(key, "trust", "no");
    }
  }

  static void links(Account account, String child) {
    account.put("adult.1", "link." + child, "mother").put("adult.2", "link." + child, "father");
  }

  /** A public protection notice with all that its reader needs. */
  static void notice(Account account, String child) {
    String name = (String) account.get(child, "name");
    String notice = "referral." + child.substring(6);
    account.about(
        child,
        notice,
        "kind",
        "ppn",
        "worry",
        name + " lives with shouting and things thrown, several nights a week",
        "doneNow",
        name + " was seen and heard, each room was looked at, the father left for the night",
        "parentsTold",
        "The mother was told of this notice about " + name + " and agrees with it",
        "otherChildren",
        "The brother or sister, with a notice of their own",
        "recipients",
        "Norfolk children's services, duty desk",
        "summary",
        "See " + name + " at home before Monday, and ask the school how the week was",
        "grade",
        "amber",
        "reason.sent-who",
        Json.object()
            .put("code", "waits")
            .put("words", "Sgt Ames sends it as soon as it is authorised")
            .build());
    List<String> words = account.keys("statement", child);
    words.forEach(said -> account.put(notice, "carries." + said, "yes"));
    if (words.isEmpty()) {
      account.put(notice, "childSaid", "Nobody has spoken to " + name + " yet: see the action");
    }
  }

  /** What a notice holds once somebody took it. */
  static void told(Account account, String referral, String by) {
    account.put(
        referral,
        "recipients",
        by,
        "toldWho",
        by,
        "toldBy",
        "phone",
        "toldAt",
        "2026-11-20T22:40Z");
  }
}
