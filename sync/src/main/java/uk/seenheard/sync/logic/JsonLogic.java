package uk.seenheard.sync.logic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.sync.codec.Json;

/**
 * A JsonLogic rule (jsonlogic.com), compiled once and applied to any facts.
 *
 * <p>The evaluator passes the public JsonLogic test suite; {@code log} returns its argument and
 * writes nothing. Application never throws: what has no value is null.
 */
public final class JsonLogic {
  private final Json source;
  private final Node node;
  private final Set<String> paths;

  private JsonLogic(Json source, Node node, Set<String> paths) {
    this.source = source;
    this.node = node;
    this.paths = Collections.unmodifiableSet(paths);
  }

  /** One step of a compiled rule. */
  interface Node {
    Json apply(Facts facts);

    default boolean holds(Facts facts) {
      return Values.truthy(apply(facts));
    }
  }

  /** A step whose answer is true or false. */
  interface Test extends Node {
    @Override
    boolean holds(Facts facts);

    @Override
    default Json apply(Facts facts) {
      return Json.of(holds(facts));
    }
  }

  /**
   * Compiles a rule.
   *
   * @throws BadRule when it names an operation that does not exist
   */
  public static JsonLogic compile(Json rule) {
    Set<String> paths = new TreeSet<>();
    return new JsonLogic(rule, node(rule, "", paths), paths);
  }

  /** What the rule gives for these facts. */
  public Json apply(Facts facts) {
    return node.apply(facts);
  }

  /** Whether what the rule gives is truthy: not false, null, 0, "" or an empty list. */
  public boolean holds(Facts facts) {
    return node.holds(facts);
  }

  /**
   * The paths it looks at that can be told without applying it; inside {@code some}, {@code all},
   * {@code none}, {@code filter} and {@code map} over the list at {@code L}, as {@code L[].path}.
   */
  public Set<String> paths() {
    return paths;
  }

  /** The rule as it was written. */
  public Json source() {
    return source;
  }

  private static boolean isOperation(Json rule) {
    return rule instanceof Json.Obj object && object.members().size() == 1;
  }

  private static Node node(Json rule, String prefix, Set<String> paths) {
    if (rule instanceof Json.Arr list) {
      return list(nodes(list.items(), prefix, paths));
    }
    if (!isOperation(rule)) {
      return facts -> rule;
    }
    Map.Entry<String, Json> only = ((Json.Obj) rule).members().entrySet().iterator().next();
    List<Json> arguments =
        only.getValue() instanceof Json.Arr list ? list.items() : List.of(only.getValue());
    switch (only.getKey()) {
      case "var":
        return variable(arguments, prefix, paths);
      case "some", "all", "none", "filter", "map", "reduce":
        return overList(only.getKey(), arguments, prefix, paths);
      default:
        return Operations.node(only.getKey(), nodes(arguments, prefix, paths));
    }
  }

  private static List<Node> nodes(List<Json> rules, String prefix, Set<String> paths) {
    List<Node> nodes = new ArrayList<>(rules.size());
    for (Json rule : rules) {
      nodes.add(node(rule, prefix, paths));
    }
    return nodes;
  }

  private static Node list(List<Node> items) {
    return facts -> {
      List<Json> values = new ArrayList<>(items.size());
      for (Node item : items) {
        values.add(item.apply(facts));
      }
      return Json.list(values);
    };
  }

  private static Node variable(List<Json> arguments, String prefix, Set<String> paths) {
    Json path = arguments.isEmpty() ? Json.NULL : arguments.get(0);
    Node otherwise =
        arguments.size() > 1 ? node(arguments.get(1), prefix, paths) : facts -> Json.NULL;
    if (path instanceof Json.Text || path instanceof Json.Num || path instanceof Json.Null) {
      String name = Values.text(path);
      paths.add(prefix + name);
      return facts -> {
        Json value = facts.at(name);
        return value == null ? otherwise.apply(facts) : value;
      };
    }
    Node computed = node(path, prefix, paths);
    return facts -> {
      Json value = facts.at(Values.text(computed.apply(facts)));
      return value == null ? otherwise.apply(facts) : value;
    };
  }

  private static Node overList(
      String operation, List<Json> arguments, String prefix, Set<String> paths) {
    Json from = arguments.isEmpty() ? Json.NULL : arguments.get(0);
    Json rule = arguments.size() > 1 ? arguments.get(1) : Json.NULL;
    String path = isOperation(from) ? ((Json.Obj) from).text("var").orElse("") : "";
    Lists.Source source;
    String inner;
    if (!path.isEmpty()) {
      paths.add(prefix + path);
      source = facts -> facts.each(path);
      inner = prefix + path + "[].";
    } else {
      Node computed = node(from, prefix, paths);
      source = facts -> computed.apply(facts) instanceof Json.Arr list ? Facts.items(list) : null;
      inner = prefix + "[].";
    }
    if (operation.equals("reduce")) {
      Node initial =
          arguments.size() > 2 ? node(arguments.get(2), prefix, paths) : facts -> Json.NULL;
      return Lists.reduce(source, node(rule, inner, new TreeSet<>()), initial);
    }
    return Lists.node(operation, source, node(rule, inner, paths));
  }
}
