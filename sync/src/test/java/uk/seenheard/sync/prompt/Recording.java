package uk.seenheard.sync.prompt;

import java.util.List;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/** What a good officer records, for tests that then leave something out or add something. */
final class Recording {
  private Recording() {}

  /** Place, time, counts, footage, honour-based abuse, actions; no offence. */
  static void scene(Scene scene, int living, int here, int adults) {
    scene
        .answer("place", "12 Elm Row")
        .answer("happened", "2026-11-20T22:40Z")
        .answer("childrenLiving", living)
        .answer("childrenHere", here)
        .answer("adultsHere", adults)
        .answer("honour", "no")
        .answer("mutilation", "no")
        .answer("closing", "ongoing");
    if (!scene.form.id().equals("domestic-abuse")) {
      scene.answer("domesticToo", "no");
    }
    if (living == 0 || here == 0) {
      scene.answer("noChildrenCheck", List.of("every-room", "adults-asked"));
    }
    scene.add("footage", "clip", "BWV-1");
    scene.add("action", "what", "Visit", "owner", "Neighbourhood team", "due", "2026-11-21T12:00Z");
  }

  static FieldPath adult(Scene scene, String name, String role) {
    FieldPath adult = scene.add("adult");
    scene.answer(adult, "name", name, "role", role, "otherChildren", "no", "ethnicity", "W1");
    return adult;
  }

  static void link(Scene scene, FieldPath adult, FieldPath child, String link) {
    scene.set(adult.field("link." + child.name()), link);
  }

  static FieldPath child(Scene scene, String name, String born) {
    FieldPath child = scene.add("child");
    scene.answer(
        child,
        "name",
        name,
        "dob",
        born,
        "gender",
        "girl",
        "disability",
        "no",
        "protection",
        "none",
        "livesHere",
        "yes",
        "hereNow",
        "yes",
        "seen",
        "yes",
        "seenWhere",
        "Living room",
        "safe",
        "yes",
        "injury",
        "no",
        "demeanour",
        name + " is quiet and looks at the door",
        "appearance",
        name + " wears clean pyjamas",
        "behaviour",
        name + " holds a toy dog",
        "interaction",
        name + " stays close to her mother",
        "effect",
        List.of("heard"),
        "effectSeen",
        name + " woke and cried",
        "caredBy",
        "Her mother",
        "ethnicity",
        "W1");
    return child;
  }

  static void voice(Scene scene, FieldPath child, String words) {
    scene.answer(
        child,
        "spoken",
        "yes",
        "alone",
        "yes",
        "interpreter",
        "not-needed",
        "wishes",
        words + " I want to sleep in my own bed.");
    scene.about(child, "statement", "words", words, "askedBy", "pc.1", "question", "What was it?");
  }

  static void school(Scene scene, FieldPath child) {
    scene.answer(child, "setting", "school", "school", "Hill Primary");
  }

  /** A child of school age with a voice and a school. */
  static FieldPath heard(Scene scene, String name, String born) {
    FieldPath child = child(scene, name, born);
    voice(scene, child, name + " says: I was in bed and heard a bang.");
    school(scene, child);
    return child;
  }

  static void notice(Scene scene, FieldPath child) {
    scene.about(
        child, "referral", "kind", "ppn", "summary", "Visit before Monday", "grade", "amber");
  }

  static void crime(Scene scene, String offence) {
    scene.add("crime", "offence", offence, "reference", "45/10233/26");
  }

  static void discussion(Scene scene, FieldPath child) {
    scene.about(
        child,
        "discussion",
        "held",
        "yes",
        "at",
        "2026-11-20T23:10Z",
        "who",
        "DS, social care, paediatrician",
        "decisions",
        "Joint enquiry; medical tonight");
  }

  static Json risk(String grade) {
    return Json.object()
        .put("grade", grade)
        .put("tool", "dash")
        .put("reasons", "Escalating; children present")
        .build();
  }
}
