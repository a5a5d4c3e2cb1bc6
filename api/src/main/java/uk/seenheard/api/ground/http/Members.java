package uk.seenheard.api.ground.http;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import uk.seenheard.sync.codec.Json;

/** The members of a request's body, or its query, read one by one: each fault names its member. */
public final class Members {
  private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
  private static final int MAX_QUERY_CHARS = 4_096;

  private final Json.Obj object;

  private Members(Json.Obj object) {
    this.object = object;
  }

  /**
   * The members of the request's body.
   *
   * @param known every member that the contract names; another is refused
   */
  public static Members ofBody(RoutingContext context, Set<String> known) {
    return of(Answers.body(context), known);
  }

  /**
   * The parameters of the request's query, each as a text.
   *
   * @param known every parameter that the contract names; another, or one twice, is refused
   */
  public static Members ofQuery(RoutingContext context, Set<String> known) {
    MultiMap given;
    try {
      given = context.queryParams();
    } catch (RuntimeException undecodable) {
      throw Problem.malformed("query", "cannot be decoded: percent-encode it as UTF-8");
    }
    Map<String, Json> members = new TreeMap<>();
    for (Map.Entry<String, String> parameter : given) {
      if (members.put(parameter.getKey(), Json.of(parameter.getValue())) != null) {
        throw Problem.malformed(shown(parameter.getKey()), "stands more than once; leave one");
      }
      if (parameter.getValue().length() > MAX_QUERY_CHARS) {
        throw Problem.malformed(
            shown(parameter.getKey()), "is longer than " + MAX_QUERY_CHARS + " characters");
      }
    }
    return of(new Json.Obj(members), known);
  }

  private static Members of(Json.Obj object, Set<String> known) {
    for (String name : object.members().keySet()) {
      if (!known.contains(name)) {
        throw Problem.malformed(shown(name), "is not known here; leave it out");
      }
    }
    return new Members(object);
  }

  /** The value itself. */
  public Json.Obj object() {
    return object;
  }

  /** A text of 1 to {@code most} characters. */
  public String text(String name, int most) {
    return optionalText(name, most)
        .orElseThrow(
            () -> Problem.malformed(name, "is missing; give 1 to " + most + " characters"));
  }

  /** A text of 1 to {@code most} characters, or empty when there is no such member. */
  public Optional<String> optionalText(String name, int most) {
    Optional<Json> given = object.get(name);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    if (given.get() instanceof Json.Text text
        && !text.value().isEmpty()
        && text.value().length() <= most) {
      return Optional.of(text.value());
    }
    throw Problem.malformed(name, "is no text of 1 to " + most + " characters");
  }

  /**
   * A text that a test accepts.
   *
   * @param what what is wanted, such as {@code "a UUID in lower case"}
   */
  public String text(String name, int most, Predicate<String> fits, String what) {
    String text = text(name, most);
    if (!fits.test(text)) {
      throw Problem.malformed(name, "is not " + what);
    }
    return text;
  }

  /** A whole number of the body, or the text of one in the query. */
  public Optional<Long> optionalWhole(String name, long least, long most) {
    Optional<Json> given = object.get(name);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Optional<Long> number =
        given.get() instanceof Json.Text text ? parse(text.value()) : object.whole(name);
    return Optional.of(
        number
            .filter(whole -> whole >= least && whole <= most)
            .orElseThrow(
                () -> Problem.malformed(name, "is no whole number from " + least + " to " + most)));
  }

  /** A list of {@code least} to {@code most} values. */
  public List<Json> items(String name, int least, int most) {
    if (object.get(name).orElse(Json.NULL) instanceof Json.Arr list
        && list.items().size() >= least
        && list.items().size() <= most) {
      return list.items();
    }
    throw Problem.malformed(name, "is no list of " + least + " to " + most + " values");
  }

  private static Optional<Long> parse(String text) {
    try {
      return text.length() <= 19 && text.matches("-?[0-9]+")
          ? Optional.of(Long.parseLong(text))
          : Optional.empty();
    } catch (NumberFormatException beyond) {
      return Optional.empty();
    }
  }

  private static String shown(String name) {
    return SHOWABLE.matcher(name).matches() ? name : "request";
  }
}
