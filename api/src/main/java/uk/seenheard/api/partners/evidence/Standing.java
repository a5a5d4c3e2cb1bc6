package uk.seenheard.api.partners.evidence;

import io.vertx.core.Future;
import java.util.List;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.footage.FootageNote;
import uk.seenheard.sync.footage.FootageNotes;

/**
 * The port to which incidents have recordings that somebody has to see to: which those are is read
 * from the incident. Every write may be repeated, and an earlier one changes nothing.
 */
interface Standing {
  /** Makes the indexes; harmless when they exist. */
  Future<Void> prepare();

  /** Notes how recordings stand. */
  Future<Void> note(List<Noted> noted);

  /** Incidents with something open that is due by then, the soonest first, each once. */
  Future<List<String>> open(long until, int most);

  /** Forgets an incident. */
  Future<Void> erase(String incident);

  /**
   * How an officer's recording, or one recording, of an incident stands.
   *
   * @param about what it is about, as a key within the incident
   * @param open whether somebody has to see to it
   * @param due when it is too late, or since when it is; milliseconds since 1970
   * @param said in which commit it was noted
   */
  record Noted(String incident, String about, boolean open, long due, long said) {
    static Noted of(StoredChange stored, Operation.Act act) {
      String state = act.with().text("state").orElse(FootageNote.SETTLED);
      String about =
          act.with()
              .text("person")
              .map(FootageNote::officer)
              .orElseGet(
                  () ->
                      FootageNotes.key(
                          act.with().text("source").orElse(""),
                          act.with().text("clip").orElse("")));
      return new Noted(
          stored.entry().incident(),
          about,
          !state.equals(FootageNote.MET) && !state.equals(FootageNote.SETTLED),
          act.with().whole("at").orElse(stored.at()),
          stored.n());
    }
  }
}
