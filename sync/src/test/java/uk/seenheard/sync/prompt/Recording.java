package uk.seenheard.sync.prompt;

import java.util.List;
import java.util.Optional;
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
        .answer("toldAt", "2026-11-20T22:42Z")
        .answer("attendedAt", "2026-11-20T22:55Z")
        .answer("reference", "NR-1120-2242")
        .answer("caller", "A neighbour, 07700 900123")
        .answer("forcedMarriage", "no")
        .answer("unborn", "no")
        .answer("honour", "no")
        .answer("mutilation", "no")
        .answer("closing", "ongoing");
    if (!scene.form.id().equals("domestic-abuse")) {
      scene.answer("domesticToo", "no");
    } else {
      scene.answer("counter", "No");
    }
    if (scene.form.prompt("caller-children").isPresent()) {
      scene.answer("callerChildren", "no");
    }
    if (scene.form.prompt("children-living").isPresent()) {
      scene
          .answer("placeKind", "home")
          .answer("homeConditions", "A bed for each child, warm, food in the fridge")
          .answer("childrenLiving", living)
          .answer("childrenHere", here)
          .answer("adultsHere", adults)
          .answer("adultsElse", "no");
      if (living == 0 || here == 0) {
        scene.answer("noChildrenCheck", List.of("every-room", "adults-asked"));
      }
    }
    scene.add("attendance", "recording", "all");
    scene.add("action", "what", "Visit", "owner", "Neighbourhood team", "due", "2026-11-21T12:00Z");
  }

  static FieldPath adult(Scene scene, String name, String role) {
    FieldPath adult = scene.add("adult");
    scene.answer(adult, "name", name, "role", role, "dob", "1988-04-02", "ethnicity", "W1");
    if (!role.equals("other")) {
      scene.answer(adult, "otherChildren", "no");
    }
    if (role.equals("victim") || role.equals("carer")) {
      scene.answer(adult, "phone", "07700 900456");
    }
    if (role.equals("suspect")) {
      scene.answer(adult, "trust", "no");
    }
    if (scene.form.id().equals("domestic-abuse") && role.equals("victim")) {
      scene.answer(adult, "victimSigns", List.of("history"));
    }
    if (scene.form.id().equals("domestic-abuse") && role.equals("suspect")) {
      scene.answer(adult, "outcome", "arrested");
    }
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
        "roles",
        List.of(scene.form.id().equals("domestic-abuse") ? "da-victim" : "subject"),
        "socialCare",
        List.of(),
        "offences",
        List.of(),
        "sexualSigns",
        List.of(),
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
        "caredBy",
        "Her mother",
        "parental",
        "Her mother and her father",
        "language",
        "English",
        "health",
        "Dr Lee, Hill Surgery",
        "ethnicity",
        "W1");
    if (scene.form.prompt("children-living").isPresent()) {
      scene.answer(
          child,
          "livesHere",
          "yes",
          "hereNow",
          "yes",
          "effect",
          List.of("heard"),
          "effectSeen",
          name + " woke and cried",
          "stays",
          "home");
    }
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
    scene.about(
        child,
        "statement",
        "words",
        words,
        "askedBy",
        "pc.1",
        "question",
        "What happened?",
        "present",
        "pc.1 and pc.2",
        "at",
        "2026-11-20T22:58Z",
        "open",
        "yes");
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
        child,
        "referral",
        "kind",
        "ppn",
        "worry",
        "Frightened at night, third time this year",
        "doneNow",
        "Heard and seen; the home looked at",
        "summary",
        "Visit before Monday",
        "parentsTold",
        "Told; the mother agrees",
        "otherChildren",
        "None known",
        "recipients",
        "The front door of children's social care",
        "grade",
        "amber");
    FieldPath notice =
        scene.record().entries().keySet().stream()
            .filter(at -> at.collection().equals("referral"))
            .reduce((a, b) -> b)
            .orElseThrow();
    List<PromptState> words =
        scene.prompts().stream()
            .filter(one -> one.rule().equals("notice-carries"))
            .filter(one -> one.subject().equals(Optional.of(notice)))
            .toList();
    words.forEach(one -> scene.set(one.asks().orElseThrow(), "yes"));
    if (words.isEmpty()) {
      scene.answer(notice, "childSaid", "Too young for words: clings to the mother");
    }
    scene.reason(scene.prompt("sent-who", notice), "waits", "Sgt Ames, once it is authorised");
  }

  static void crime(Scene scene, String offence) {
    scene.add("crime", "offence", offence, "reference", "45/10233/26");
  }

  /** A crime against a child. */
  static void crime(Scene scene, FieldPath child, String offence) {
    scene.about(child, "crime", "offence", offence, "reference", "45/10234/26");
  }

  static void told(Scene scene, FieldPath child, String kind) {
    scene.about(child, "referral", told(kind));
  }

  /** What a notice holds that somebody took. */
  static Object[] told(String kind) {
    return new Object[] {
      "kind",
      kind,
      "toldWho",
      "Mrs Ahmed, on duty",
      "toldBy",
      "phone",
      "toldAt",
      "2026-11-20T23:05Z"
    };
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
