package uk.seenheard.sync.footage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * Decides what is to be noted in an incident of its recordings: what changed since it was noted
 * last. So what is missing, about to be deleted or gone stands in the incident's history, and the
 * chase and every handset read it there.
 */
public final class FootageNotes {
  private FootageNotes() {}

  /**
   * What is to be written.
   *
   * @param given what is known, with what is linked by rule
   * @param footage how it stands by that
   * @param deleted when each recording is to be deleted ({@link #key}), of those that are not held
   * @param configured whether any evidence system hands in anything: else nothing can be missing
   */
  public static List<Operation> of(
      IncidentRecord record,
      FootageGiven given,
      Footage footage,
      Map<String, Long> deleted,
      boolean configured) {
    Map<String, Json.Obj> wanted = new LinkedHashMap<>();
    if (configured) {
      officers(footage, wanted);
    }
    without(record.incident(), given, wanted);
    recordings(given, footage, deleted, wanted);
    Map<String, FootageNote> noted = FootageNote.of(record);
    List<Operation> ops = new ArrayList<>();
    wanted.forEach(
        (about, note) -> {
          FootageNote last = noted.get(about);
          boolean same =
              last != null
                  && note.text("state").equals(Optional.of(last.state()))
                  && !note.whole("at").filter(at -> at != last.at()).isPresent()
                  && (last.falls() || last.counts(note));
          boolean nothing = last == null && note.text("state").equals(settled());
          // What was lost stays so, whatever a system says of it later: a person ends the chase.
          boolean lost = last != null && last.state().equals(FootageNote.LOST);
          if (!same && !nothing && !lost) {
            ops.add(
                new Operation.Act(
                    Act.FOOTAGE_NOTED.word(),
                    Optional.empty(),
                    note,
                    List.of(),
                    record.frontier()));
          }
        });
    return ops;
  }

  private static Optional<String> settled() {
    return Optional.of(FootageNote.SETTLED);
  }

  private static void officers(Footage footage, Map<String, Json.Obj> wanted) {
    Map<String, Expected.State> worst = new LinkedHashMap<>();
    Map<String, Long> length = new LinkedHashMap<>();
    Map<String, Long> covered = new LinkedHashMap<>();
    for (Expected one : footage.expected()) {
      worst.merge(one.person(), one.state(), FootageNotes::worse);
      length.merge(one.person(), one.time().length(), Long::sum);
      covered.merge(one.person(), one.covered(), Long::sum);
    }
    worst.forEach(
        (person, state) ->
            wanted.put(
                FootageNote.officer(person),
                Json.object()
                    .put("state", word(state))
                    .put("person", person)
                    .put("expectedMs", length.getOrDefault(person, 0L))
                    .put("coveredMs", covered.getOrDefault(person, 0L))
                    .build()));
  }

  /**
   * Of who is issued no camera nothing is missing, whatever was noted before that was known, and
   * they owe nobody an answer.
   */
  private static void without(String incident, FootageGiven given, Map<String, Json.Obj> wanted) {
    for (Attended one : given.attended()) {
      if (one.incident().equals(incident) && !one.camera()) {
        wanted.put(
            FootageNote.officer(one.person()),
            Json.object().put("state", FootageNote.NOT_ISSUED).put("person", one.person()).build());
      }
    }
  }

  private static Expected.State worse(Expected.State one, Expected.State other) {
    return rank(one) >= rank(other) ? one : other;
  }

  private static int rank(Expected.State state) {
    return switch (state) {
      case LOST -> 5;
      case MISSING -> 4;
      case PARTLY -> 3;
      case AWAITED -> 2;
      case EXCUSED -> 1;
      case MET -> 0;
    };
  }

  private static String word(Expected.State state) {
    return switch (state) {
      case LOST -> FootageNote.LOST;
      case MISSING -> FootageNote.MISSING;
      case PARTLY -> FootageNote.PARTLY;
      case MET -> FootageNote.MET;
      case AWAITED, EXCUSED -> FootageNote.SETTLED;
    };
  }

  private static void recordings(
      FootageGiven given,
      Footage footage,
      Map<String, Long> deleted,
      Map<String, Json.Obj> wanted) {
    Set<String> linked = new HashSet<>();
    Map<String, FootageLink> last = new LinkedHashMap<>();
    given.links().forEach(link -> last.put(key(link.source(), link.clip()), link));
    last.forEach(
        (key, link) -> {
          if (!link.undone()) {
            linked.add(key);
          }
        });
    Set<String> offered = new HashSet<>();
    for (Candidate one : footage.candidates()) {
      if (one.certainty() != Candidate.Certainty.BY_HAND) {
        offered.add(key(one.source(), one.clip()));
      }
    }
    for (Clip clip : given.clips()) {
      String key = key(clip.source(), clip.id());
      Optional<Long> gone = Optional.ofNullable(deleted.get(key));
      String state = FootageNote.SETTLED;
      if (linked.contains(key) && clip.state() != ClipState.PRESENT) {
        state = FootageNote.LOST;
      } else if (clip.state() == ClipState.PRESENT && gone.isPresent()) {
        state =
            linked.contains(key)
                ? FootageNote.EXPIRING
                : offered.contains(key) ? FootageNote.UNLINKED : FootageNote.SETTLED;
      }
      Json.Builder note =
          Json.object().put("state", state).put("source", clip.source()).put("clip", clip.id());
      if (state.equals(FootageNote.EXPIRING) || state.equals(FootageNote.UNLINKED)) {
        gone.ifPresent(at -> note.put("at", at));
      }
      wanted.put("clip/" + key, note.build());
    }
  }

  /** By what a recording is told from others. */
  public static String key(String source, String clip) {
    return source + '/' + clip;
  }
}
