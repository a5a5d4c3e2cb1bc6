package uk.seenheard.api.ground.http;

import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.codec.Json;

/**
 * What a request asked, as the contract takes it: the parameters of its path and its query, and the
 * members of its body, by name. Types, limits and names have been checked; a door reads the
 * meaning.
 */
public final class Asked {
  public static final String KEY = "seenheard.asked";

  private final Json.Obj given;

  public Asked(Json.Obj given) {
    this.given = given;
  }

  /**
   * What a request asked.
   *
   * @throws IllegalStateException when the contract has no operation that leads here
   */
  public static Asked of(RoutingContext context) {
    Asked asked = context.get(KEY);
    if (asked == null) {
      throw new IllegalStateException("a door reads a request that the contract does not know");
    }
    return asked;
  }

  /** The text of that name, which the contract demands. */
  public String text(String name) {
    return optionalText(name).orElseThrow(() -> Problem.malformed(name, "is missing"));
  }

  /** The text of that name, when one was given. */
  public Optional<String> optionalText(String name) {
    return given.text(name);
  }

  /** The whole number of that name, which the contract demands or has a value for. */
  public long whole(String name) {
    return optionalWhole(name)
        .orElseThrow(() -> Problem.malformed(name, "is no whole number that is taken"));
  }

  /** The whole number of that name, when one was given. */
  public Optional<Long> optionalWhole(String name) {
    return given.whole(name);
  }

  /** Whether what is named is true. */
  public boolean isTrue(String name) {
    return given.isTrue(name);
  }

  /** Whether anything of that name was given. */
  public boolean isGiven(String name) {
    return given.get(name).isPresent();
  }

  /** The values of the list of that name. */
  public List<Json> items(String name) {
    return given.items(name);
  }

  /** The texts of the list of that name. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Json item : items(name)) {
      if (item instanceof Json.Text text) {
        texts.add(text.value());
      }
    }
    return texts;
  }
}
