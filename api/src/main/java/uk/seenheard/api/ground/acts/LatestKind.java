package uk.seenheard.api.ground.acts;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.sync.codec.Json;

/**
 * A kind of act in the force's ledger of which the last about each subject counts, and who goes by
 * it.
 *
 * @param name under which it stands in the table, without a slash; never used again for another
 * @param is whether an act is of this kind
 * @param subject the member that says whom or what it is about
 * @param kept the members that are kept beside it: what is read here in the clear, so never why
 *     somebody did it, which stands sealed in the log
 * @param learn takes a subject and the act that stands about it, in the order of the log; told
 *     again of the same act only when this process begins
 */
public record LatestKind(
    String name,
    Predicate<LedgerAct> is,
    String subject,
    List<String> kept,
    BiConsumer<String, LedgerAct> learn) {
  /** Copies the list. */
  public LatestKind {
    if (name.indexOf('/') >= 0) {
      throw new IllegalArgumentException("the name of a kind has no slash: " + name);
    }
    kept = List.copyOf(kept);
  }

  /** The row that an act makes, when it is of this kind and about something. */
  Optional<ActTable.Row> row(LedgerAct act) {
    return Optional.of(act)
        .filter(is)
        .flatMap(one -> one.with().text(subject))
        .filter(about -> !about.isEmpty())
        .map(about -> new ActTable.Row(name, about, kept(act)));
  }

  private LedgerAct kept(LedgerAct act) {
    Json.Builder with = Json.object();
    kept.forEach(member -> act.with().get(member).ifPresent(value -> with.put(member, value)));
    return new LedgerAct(act.n(), act.at(), act.person(), act.act(), with.build());
  }
}
