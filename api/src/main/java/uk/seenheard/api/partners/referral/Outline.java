package uk.seenheard.api.partners.referral;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.partners.sheet.SheetLabels;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.referral.Referral;

/**
 * What a recipient is handed of a notice, by the template of its kind. A template names what goes;
 * whatever a form asks besides stays here.
 */
final class Outline {
  private static final List<String> SCHOOL_CHILD = List.of("name", "dob");
  private static final List<String> FULL_CHILD =
      List.of(
          "name",
          "dob",
          "gender",
          "address",
          "livesHere",
          "authorities",
          "school",
          "language",
          "parental",
          "demeanour",
          "appearance",
          "behaviour",
          "injury",
          "injuryWhat",
          "explanation",
          "pattern",
          "protection",
          "disability");
  private static final List<String> NOTICE =
      List.of(
          "summary", "worry", "childSaid", "doneNow", "parentsTold", "otherChildren", "gradeWhy");
  private static final List<String> WORDS = List.of("words", "question", "present", "when");

  /** The kind of what says that a notice is withdrawn. */
  static final String WITHDRAWN = "withdrawn";

  private Outline() {}

  /**
   * A notice as one recipient may see it.
   *
   * @param text digest of the content, so that a later one is known to be another
   * @param party whether somebody who is a party works with children: whoever opens it may be them
   * @param form by which people read its codes, where it is known here
   */
  record Sheet(Json.Obj content, String text, boolean party, Optional<Form> form) {
    Sheet read(Optional<Form> by) {
      return new Sheet(content, text, party, by);
    }

    /** What of it people read: the words of the form for its codes. */
    Json.Obj printed() {
      return form.map(one -> SheetLabels.of(content, one)).orElse(content);
    }

    /** Whether it says nothing but that what was sent before is withdrawn. */
    boolean isWithdrawal() {
      return content.text(WITHDRAWN).isPresent();
    }
  }

  /** Why a recipient is told that what they were sent stands no more. */
  enum Withdrawn {
    CROSSED_OUT(
        "crossed-out",
        "The force has withdrawn this notice. Do not rely on what you were sent before; if you have"
            + " acted on it, ring the force."),
    NOT_YOURS(
        "not-yours",
        "This notice is not for you, by what the force knows now. Do not act on what you were sent"
            + " before, keep none of it, and ring the force if you have passed it on.");

    private final String code;
    private final String words;

    Withdrawn(String code, String words) {
      this.code = code;
      this.words = words;
    }
  }

  /** That a notice is withdrawn: nothing of what it says, or said, whoever reads it. */
  static Sheet withdrawn(Withdrawn why, Digests digests) {
    // With the members of any other: whoever knows nothing of withdrawals puts it in its place.
    Json.Obj made =
        Json.object()
            .put("kind", WITHDRAWN)
            .put(WITHDRAWN, why.code)
            .put("reference", "")
            .put("incident", Json.EMPTY)
            .put("children", Json.list(List.of()))
            .put("said", Json.list(List.of()))
            .put("notice", Json.object().put("summary", why.words).build())
            .build();
    return new Sheet(made, text(made, digests), false, Optional.empty());
  }

  private static String text(Json.Obj content, Digests digests) {
    return Hash.of("seenheard/notice-text/1\n" + content.canonical(), digests)
        .hex()
        .substring(0, 32);
  }

  static Sheet of(
      Incident incident, Referral referral, ReferralPolicy.Template template, Digests digests) {
    boolean school = template == ReferralPolicy.Template.SCHOOL;
    List<Json> children = new ArrayList<>();
    List<Json> words = new ArrayList<>();
    for (FieldPath about : referral.about()) {
      children.add(fields(incident, about, school ? SCHOOL_CHILD : FULL_CHILD));
      incident
          .record()
          .entry(about)
          .map(incident::statementsAbout)
          .orElse(List.of())
          .forEach(
              said -> {
                if (!school || carried(incident, referral, said)) {
                  words.add(fields(incident, said.at(), WORDS));
                }
              });
    }
    Json.Builder content =
        Json.object()
            .put("kind", referral.kind())
            .put("reference", incident.reference())
            .put(
                "incident",
                fields(
                    incident,
                    school
                        ? List.of("happened", "form")
                        : List.of("happened", "place", "toldAt", "form")))
            .put("children", Json.list(children))
            .put("said", Json.list(words));
    if (!school) {
      content
          .put("notice", fields(incident, referral.at(), NOTICE))
          .put("adults", adults(incident));
    } else {
      content.put("notice", fields(incident, referral.at(), List.of("summary")));
    }
    Json.Obj made = content.build();
    return new Sheet(made, text(made, digests), isParty(incident), Optional.empty());
  }

  /** To a school go the words that somebody picked; what nobody decided about stays here. */
  private static boolean carried(Incident incident, Referral referral, Entry said) {
    return referral.said().isEmpty()
        ? Addressing.texts(incident, referral.at(), "carries." + said.at().name()).isEmpty()
        : referral.said().contains(said.at());
  }

  private static boolean isParty(Incident incident) {
    return incident.adults().stream()
        .anyMatch(adult -> Addressing.texts(incident, adult.at(), "trust").contains("yes"));
  }

  private static Json adults(Incident incident) {
    List<Json> adults = new ArrayList<>();
    incident
        .adults()
        .forEach(adult -> adults.add(fields(incident, adult.at(), List.of("name", "dob", "role"))));
    return Json.list(adults);
  }

  private static Json.Obj fields(Incident incident, List<String> names) {
    Json.Builder out = Json.object();
    for (String name : names) {
      incident
          .record()
          .field(new FieldPath(name))
          .ifPresent(field -> put(out, name, Set.copyOf(field.values().stream().toList())));
    }
    return out.build();
  }

  /** What officers differ about goes as a list: nobody decides here which of them is right. */
  private static void put(Json.Builder out, String name, Set<Json> values) {
    List<Json> all =
        values.stream().sorted((a, b) -> a.canonical().compareTo(b.canonical())).toList();
    if (all.size() == 1) {
      out.put(name, all.get(0));
    } else if (!all.isEmpty()) {
      out.put(name, Json.list(all));
    }
  }

  private static Json.Obj fields(Incident incident, FieldPath entry, List<String> names) {
    Json.Builder out = Json.object();
    for (String name : names) {
      incident
          .record()
          .entry(entry)
          .map(found -> Incident.standing(incident.record(), found, name))
          .ifPresent(standing -> put(out, name, Set.copyOf(standing)));
    }
    return out.build();
  }
}
