package uk.seenheard.api.field.handset;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The port to the register of a force's handsets: what is heard of them. What they are told to do
 * stands in the ledger.
 */
public interface HandsetRegister {
  /** Lines read or written at once, at most. */
  int MOST = 1_000;

  /**
   * A line as it is kept.
   *
   * @param revision how often it was written; 0 when it never was
   */
  record Kept(Handset handset, long revision) {}

  /** The lines of these devices that are kept. */
  Future<Map<String, Kept>> find(Collection<String> devices);

  /**
   * Puts lines, each unless somebody else has written it since it was read.
   *
   * @return whether all of them were put; who is told no reads and merges again
   */
  Future<Boolean> put(Collection<Kept> lines);

  /** A page of what one of the scopes may see, in the order of the devices' ids. */
  Future<List<Handset>> page(Set<String> scopes, String afterDevice, int most);

  /** The line of a device, if one of the scopes may see it. */
  default Future<Optional<Handset>> one(String device, Set<String> scopes) {
    return find(Set.of(device))
        .map(
            found ->
                Optional.ofNullable(found.get(device))
                    .map(Kept::handset)
                    .filter(line -> line.scopes().stream().anyMatch(scopes::contains)));
  }
}
