package uk.seenheard.sync.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.act.Who;

/** Says of a decision that is not made about an incident where somebody tried, where it is made. */
final class Elsewhere {
  private Elsewhere() {}

  /** A sentence for whoever tried it, and for whoever wrote the program that did. */
  static String says(String word) {
    Optional<Act> known = Act.of(word);
    if (!known.isPresent()) {
      return "No decision of that name is known. Decided here: " + String.join(", ", here()) + ".";
    }
    if (known.get().who() == Who.SERVER) {
      return "Nobody decides this: the server writes it down by itself when it is so.";
    }
    return "This is not decided here but " + where(known.get().places().get(0)) + ".";
  }

  private static List<String> here() {
    List<String> words = new ArrayList<>();
    for (Act act : Act.values()) {
      if (act.isDoneAt(Act.Place.DECISIONS)) {
        words.add(act.word());
      }
    }
    return words;
  }

  private static String where(Act.Place place) {
    return switch (place) {
      case HANDSET -> "said on a handset, by an officer on shift: POST /v1/sync/push";
      case DECISIONS -> "about the incident: POST /v1/incidents/{incident}/decisions";
      case CHASE ->
          "on the page of what is overdue, at its line:"
              + " POST /v1/alerts/{alert}/acknowledgement, /v1/alerts/{alert}/end";
      case HANDOVER ->
          "on the page of colleagues, where somebody's incidents are handed over:"
              + " POST /v1/people/{person}/handover";
      case TWINS ->
          "at either incident, where two are linked:" + " POST /v1/incidents/{incident}/links";
      case MISPLACED ->
          "at the incident where the words stand, where they are moved to the one"
              + " where they belong: POST /v1/incidents/{incident}/misplaced";
      case FOOTAGE ->
          "at the incident's body-worn video:"
              + " POST /v1/incidents/{incident}/footage/links,"
              + " /v1/incidents/{incident}/footage/relevance,"
              + " /v1/incidents/{incident}/footage/disclosures";
      case REFERRALS ->
          "at the notice, on the page of notices:"
              + " POST /v1/referrals/{referral}/triage, /v1/referrals/{referral}/receipts,"
              + " /v1/referrals/{referral}/challenge, /v1/referrals/{referral}/end";
    };
  }
}
