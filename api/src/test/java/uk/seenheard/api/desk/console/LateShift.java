package uk.seenheard.api.desk.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import uk.seenheard.api.Caller;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/**
 * What a team brings back from one night: worked case 2 (the baby and the six-year-old, by two
 * officers who differ), and incidents that make a queue of it.
 */
final class LateShift implements AutoCloseable {
  /** Control's reference of worked case 2. */
  static final String KITCHEN = "MC-2026-1122-0417";

  /** How far the clock of the second officer's handset is ahead. */
  static final long CLOCK_ERROR = 247_000;

  private final Patrol first;
  private final Patrol second;

  LateShift(Patrol first, Patrol second) {
    this.first = first;
    this.second = second;
  }

  /** Signs both officers in. */
  static LateShift at(String server, Path folder) throws java.io.IOException {
    return new LateShift(
        Patrol.of("pc1201", server, Files.createDirectories(folder.resolve("first")), 0),
        Patrol.of(
            "pc1202", server, Files.createDirectories(folder.resolve("second")), CLOCK_ERROR));
  }

  Patrol first() {
    return first;
  }

  Patrol second() {
    return second;
  }

  /** The kitchen: both record without signal, both add the six-year-old, and they differ. */
  String kitchen() {
    first.handset().offline(true);
    second.handset().offline(true);
    first
        .attends("domestic-abuse", KITCHEN)
        .answers("place", "14 Tannery Row, Ashmere")
        .answers("happened", "2026-11-22T01:40Z")
        .answers("toldAt", "2026-11-22T01:52Z")
        .answers("childrenLiving", 2)
        .answers("childrenHere", 2)
        .answers("adultsHere", 2)
        .answers("risk", risk("medium", "Intoxicated; ill; partner not injured"));
    FieldPath carl = first.adds("adult", "name", "Carl Denholm", "role", "suspect");
    first.answers(carl, "bailConditions", "yes", "bailed", "here");
    FieldPath mia =
        first.adds("child", "name", "Mia", "estimatedAge", 6, "livesHere", "yes", "hereNow", "yes");
    first.answers(mia, "seen", "yes", "safe", "yes", "injury", "no", "effect", List.of("heard"));
    FieldPath baby =
        first.adds(
            "child", "name", "Noah", "dob", "2026-04-12", "livesHere", "yes", "hereNow", "yes");
    first.answers(baby, "seen", "yes", "injury", "yes", "medical", "ambulance");
    first.answers(baby, "injuryWhat", "Bruise on the left cheek, the size of a penny");
    first.submits();

    second
        .attends("domestic-abuse", KITCHEN)
        .answers("place", "14 Tannery Row, Ashmere")
        .answers("childrenHere", 2)
        .answers("risk", risk("high", "Second call this week; baby has a bruise; child is afraid"));
    FieldPath dee = second.adds("adult", "name", "Dee Armitage", "role", "victim");
    second.answers(dee, "otherChildren", "no");
    FieldPath miaAgain =
        second.adds("child", "name", "Mia ", "dob", "2020-05-01", "seen", "yes", "safe", "no");
    second.answers(
        miaAgain,
        "spoken",
        "yes",
        "alone",
        "yes",
        "demeanour",
        "Quiet and watchful; jumps when her father raises his voice",
        "wishes",
        "Wants to go to her nan’s",
        "effect",
        List.of("saw", "heard"),
        "setting",
        "school",
        "school",
        "Ashmere Primary");
    second.says(
        miaAgain,
        "Daddy pushed Mummy and the baby. I hid behind the sofa.",
        "What happened tonight?");
    second.submits();
    first.handset().offline(false);
    second.handset().offline(false);
    first.syncs();
    second.syncs();
    first.syncs();
    return first.incident();
  }

  /**
   * Two officers at one door who differ in three things, and leave thirty questions open and more.
   */
  String differing(String reference) {
    return differing(reference, "Tilly", "");
  }

  /** The same, with the name of the eldest, and when the police were told. */
  String differing(String reference, String eldest, String toldAt) {
    for (Patrol officer : List.of(first, second)) {
      officer.handset().offline(true);
      boolean one = officer == first;
      officer
          .attends("domestic-abuse", reference)
          .answers("place", one ? "5 Weir Street" : "5A Weir Street")
          .answers("childrenLiving", one ? 3 : 2)
          .answers("adultsHere", one ? 2 : 4)
          .answers("risk", risk("medium", "As seen"));
      if (!toldAt.isEmpty()) {
        officer.answers("toldAt", toldAt);
      }
    }
    for (String name : List.of(eldest, "Bo", "Sam")) {
      first.adds("child", "name", name, "estimatedAge", 7, "seen", "yes");
    }
    first.submits();
    first.handset().offline(false);
    second.handset().offline(false);
    first.syncs();
    second.submits().syncs();
    first.syncs();
    return first.incident();
  }

  /** A concern that one officer recorded, with children nobody spoke to. */
  String concern(String reference, String place, String grade, int children) {
    first
        .attends("concern-for-child", reference)
        .answers("place", place)
        .answers("childrenLiving", children)
        .answers("childrenHere", children)
        .answers("risk", Json.object().put("grade", grade).put("reasons", "As seen").build());
    for (int i = 1; i <= children; i++) {
      first.adds(
          "child", "name", "Child " + i, "estimatedAge", 2 + i, "seen", i == 1 ? "yes" : "no");
    }
    first.submits().syncs();
    return first.incident();
  }

  /** A concern that a sergeant handed back. */
  String returned(String reference, Caller sergeant) {
    String at = "/v1/incidents/" + concern(reference, "8 Orchard Close", "standard", 1);
    Json back =
        Json.object()
            .put("op", "act")
            .put("act", "return")
            .put("with", Json.object().put("note", "Speak to the child").build())
            .build();
    sergeant
        .post(
            at + "/decisions",
            Json.object()
                .put(
                    "frontier",
                    sergeant.get(at + "/card").expect(200).text("frontier").orElseThrow())
                .put("ops", Json.list(List.of(back)))
                .build())
        .expect(201);
    first.syncs();
    return first.incident();
  }

  /** An incident in which nothing is left open but one reason that waits to be accepted. */
  String well(String reference) {
    return well(reference, "Ivy");
  }

  /** The same with these children, of whom the same is said. */
  String well(String reference, String... names) {
    first
        .attends("concern-for-child", reference)
        .answers("place", "3 Orchard Close")
        .answers("placeKind", "home")
        .answers("adultsElse", "no")
        .answers("happened", "2026-11-21T21:05Z")
        .answers("toldAt", "2026-11-21T21:12Z")
        .answers("reported", List.of("crying"))
        .answers("account", "She fell asleep late and had a bad dream")
        .answers("accountBy", "Her mother")
        .answers("accountFits", "yes")
        .answers(
            "reason.social-care-check",
            reason(
                "unreachable", "The duty line did not answer until six; a call back is arranged"))
        .answers("neglect", List.of())
        .answers("indicators", List.of())
        .answers("honour", "no")
        .answers("mutilation", "no")
        .answers("domesticToo", "no")
        .answers("closing", "ongoing")
        .answers("childrenLiving", names.length)
        .answers("childrenHere", names.length)
        .answers("adultsHere", 1)
        .answers("risk", Json.object().put("grade", "standard").put("reasons", "All well").build());
    first.adds("attendance", "recording", "all");
    first.adds(
        "action", "what", "Visit", "owner", "Neighbourhood team", "due", "2026-11-23T12:00Z");
    List<FieldPath> children = new ArrayList<>();
    for (String name : names) {
      children.add(child(name));
    }
    FieldPath mother = first.adds("adult", "name", "Ruth Pell", "role", "carer");
    first.answers(mother, "otherChildren", "no", "ethnicity", "W1");
    children.forEach(child -> first.answers(mother, "link." + child.name(), "mother"));
    first.submits().syncs();
    return first.incident();
  }

  private FieldPath child(String name) {
    FieldPath child = first.adds("child", "name", name, "dob", "2019-03-02", "gender", "girl");
    first.answers(
        child,
        "livesHere",
        "yes",
        "hereNow",
        "yes",
        "seen",
        "yes",
        "seenWhere",
        "Her bedroom",
        "safe",
        "yes",
        "injury",
        "no",
        "spoken",
        "yes",
        "alone",
        "yes",
        "interpreter",
        "not-needed",
        "demeanour",
        "Sleepy, smiling",
        "appearance",
        "Clean pyjamas",
        "behaviour",
        "Holds a toy dog",
        "interaction",
        "Stays close to her mother",
        "wishes",
        "Wants to sleep",
        "effect",
        List.of("absent"),
        "absentWhere",
        "Asleep in her room, says her mother",
        "protection",
        "none",
        "setting",
        "school",
        "school",
        "Ashmere Primary",
        "roles",
        List.of("subject"),
        "sexualSigns",
        List.of(),
        "stays",
        "home",
        "offences",
        List.of(),
        "disability",
        "no",
        "caredBy",
        "Her mother",
        "ethnicity",
        "W1");
    first.says(child, "I had a dream about a wolf. Mummy came.", "Why did you cry?");
    return child;
  }

  /**
   * An incident in which nothing is left open but one reason, and three things in which a second
   * officer says otherwise.
   */
  String wellButDiffering(String reference) {
    String incident = well(reference);
    second
        .attends("concern-for-child", reference)
        .answers("place", "3A Orchard Close")
        .answers("account", "She was left alone until ten")
        .answers("accountBy", "Her grandmother");
    second.adds("attendance", "recording", "all");
    second.submits().syncs();
    first.syncs();
    return incident;
  }

  private static Json reason(String code, String words) {
    return Json.object().put("code", code).put("words", words).build();
  }

  private static Json risk(String grade, String reasons) {
    return Json.object().put("grade", grade).put("tool", "dash").put("reasons", reasons).build();
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }

  /** Plays the shift against a running server: its address, then a folder. */
  public static void main(String[] args) throws java.io.IOException {
    LateShift shift = at(args[0], Path.of(args[1]));
    System.out.println("well " + shift.well("MC-2026-1121-0993"));
    System.out.println("concern " + shift.concern("MC-2026-1122-0031", "2 Mill Lane", "high", 4));
    System.out.println(
        "concern " + shift.concern("MC-2026-1122-0102", "9 Station Road", "standard", 1));
    System.out.println("kitchen " + shift.kitchen());
    shift.close();
  }
}
