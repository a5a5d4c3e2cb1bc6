package uk.seenheard.sync.logic;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.codec.Json;

/** The operations of JsonLogic on values. */
final class Operations {
  private Operations() {}

  static JsonLogic.Node node(String operation, List<JsonLogic.Node> of) {
    JsonLogic.Node a = argument(of, 0);
    JsonLogic.Node b = argument(of, 1);
    switch (operation) {
      case "==":
        return (JsonLogic.Test) facts -> Values.loose(a.apply(facts), b.apply(facts));
      case "!=":
        return (JsonLogic.Test) facts -> !Values.loose(a.apply(facts), b.apply(facts));
      case "===":
        return (JsonLogic.Test) facts -> a.apply(facts).equals(b.apply(facts));
      case "!==":
        return (JsonLogic.Test) facts -> !a.apply(facts).equals(b.apply(facts));
      case "<", "<=":
        return between(of, operation.length() == 2);
      case ">":
        return (JsonLogic.Test) facts -> Values.less(b.apply(facts), a.apply(facts), false);
      case ">=":
        return (JsonLogic.Test) facts -> Values.less(b.apply(facts), a.apply(facts), true);
      case "!!":
        return (JsonLogic.Test) a::holds;
      case "!":
        return (JsonLogic.Test) facts -> !a.holds(facts);
      case "if", "?:":
        return choose(of);
      case "and":
        return new Both(of, false);
      case "or":
        return new Both(of, true);
      case "in":
        return (JsonLogic.Test) facts -> in(a.apply(facts), b.apply(facts));
      case "missing":
        return facts -> missing(keys(of, facts), facts);
      case "missing_some":
        return facts -> missingSome(a.apply(facts), b.apply(facts), facts);
      case "merge":
        return facts -> merge(of, facts);
      case "cat":
        return facts -> cat(of, facts);
      case "substr":
        return facts -> substr(of, facts);
      case "log":
        return a;
      default:
        return arithmetic(operation, of);
    }
  }

  private static JsonLogic.Node argument(List<JsonLogic.Node> of, int index) {
    return index < of.size() ? of.get(index) : facts -> Json.NULL;
  }

  private static JsonLogic.Node between(List<JsonLogic.Node> of, boolean orEqual) {
    JsonLogic.Node a = argument(of, 0);
    JsonLogic.Node b = argument(of, 1);
    if (of.size() < 3) {
      return (JsonLogic.Test) facts -> Values.less(a.apply(facts), b.apply(facts), orEqual);
    }
    JsonLogic.Node c = argument(of, 2);
    return (JsonLogic.Test)
        facts -> {
          Json middle = b.apply(facts);
          return Values.less(a.apply(facts), middle, orEqual)
              && Values.less(middle, c.apply(facts), orEqual);
        };
  }

  private static JsonLogic.Node choose(List<JsonLogic.Node> of) {
    return facts -> {
      int i = 0;
      for (; i + 1 < of.size(); i += 2) {
        if (of.get(i).holds(facts)) {
          return of.get(i + 1).apply(facts);
        }
      }
      return i < of.size() ? of.get(i).apply(facts) : Json.NULL;
    };
  }

  /** {@code and} and {@code or}: the value that decides, or the last. */
  private record Both(List<JsonLogic.Node> of, boolean decides) implements JsonLogic.Node {
    @Override
    public Json apply(Facts facts) {
      Json value = Json.NULL;
      for (int i = 0; i < of.size(); i++) {
        value = of.get(i).apply(facts);
        if (Values.truthy(value) == decides) {
          return value;
        }
      }
      return value;
    }

    @Override
    public boolean holds(Facts facts) {
      for (int i = 0; i < of.size(); i++) {
        if (of.get(i).holds(facts) == decides) {
          return decides;
        }
      }
      return !decides && !of.isEmpty();
    }
  }

  private static boolean in(Json item, Json where) {
    if (where instanceof Json.Arr list) {
      return list.items().contains(item);
    }
    return where instanceof Json.Text text && text.value().contains(Values.text(item));
  }

  private static List<Json> keys(List<JsonLogic.Node> of, Facts facts) {
    List<Json> keys = new ArrayList<>();
    for (JsonLogic.Node node : of) {
      keys.add(node.apply(facts));
    }
    return !keys.isEmpty() && keys.get(0) instanceof Json.Arr list ? list.items() : keys;
  }

  private static Json.Arr missing(List<Json> keys, Facts facts) {
    List<Json> missing = new ArrayList<>();
    for (Json key : keys) {
      Json value = facts.at(Values.text(key));
      if (value == null || value instanceof Json.Null || value.equals(Json.of(""))) {
        missing.add(key);
      }
    }
    return Json.list(missing);
  }

  private static Json missingSome(Json needed, Json options, Facts facts) {
    BigDecimal count = Values.number(needed);
    if (!(options instanceof Json.Arr keys) || count == null) {
      return Json.list(List.of());
    }
    Json.Arr missing = missing(keys.items(), facts);
    int present = keys.items().size() - missing.items().size();
    return BigDecimal.valueOf(present).compareTo(count) >= 0 ? Json.list(List.of()) : missing;
  }

  private static Json merge(List<JsonLogic.Node> of, Facts facts) {
    List<Json> merged = new ArrayList<>();
    for (JsonLogic.Node node : of) {
      Json value = node.apply(facts);
      if (value instanceof Json.Arr list) {
        merged.addAll(list.items());
      } else {
        merged.add(value);
      }
    }
    return Json.list(merged);
  }

  private static Json cat(List<JsonLogic.Node> of, Facts facts) {
    StringBuilder out = new StringBuilder();
    for (JsonLogic.Node node : of) {
      out.append(Values.text(node.apply(facts)));
    }
    return Json.of(out.toString());
  }

  private static Json substr(List<JsonLogic.Node> of, Facts facts) {
    BigDecimal from = Values.number(argument(of, 1).apply(facts));
    BigDecimal length = of.size() > 2 ? Values.number(of.get(2).apply(facts)) : null;
    return Values.substring(
        Values.text(argument(of, 0).apply(facts)),
        from == null ? 0 : from.intValue(),
        length == null ? null : Integer.valueOf(length.intValue()));
  }

  private static JsonLogic.Node arithmetic(String operation, List<JsonLogic.Node> of) {
    switch (operation) {
      case "+", "*", "-", "/", "%", "min", "max":
        return facts -> {
          List<BigDecimal> amounts = new ArrayList<>(of.size());
          for (JsonLogic.Node node : of) {
            BigDecimal amount = Values.number(node.apply(facts));
            if (amount == null) {
              return Json.NULL;
            }
            amounts.add(amount);
          }
          return Values.of(compute(operation, amounts));
        };
      default:
        throw new BadRule("JsonLogic has no operation \"" + operation + "\"");
    }
  }

  private static @Nullable BigDecimal compute(String operation, List<BigDecimal> amounts) {
    if (amounts.isEmpty()) {
      return operation.equals("+") ? BigDecimal.ZERO : null;
    }
    BigDecimal first = amounts.get(0);
    if (amounts.size() == 1) {
      return operation.equals("-")
          ? first.negate()
          : operation.equals("/") || operation.equals("%") ? null : first;
    }
    BigDecimal second = amounts.get(1);
    switch (operation) {
      case "-":
        return first.subtract(second);
      case "/":
        return Values.divide(first, second);
      case "%":
        return Values.remainder(first, second);
      default:
        BigDecimal total = first;
        for (BigDecimal next : amounts.subList(1, amounts.size())) {
          total =
              operation.equals("+")
                  ? total.add(next)
                  : operation.equals("*")
                      ? total.multiply(next)
                      : operation.equals("min") ? total.min(next) : total.max(next);
        }
        return total;
    }
  }
}
