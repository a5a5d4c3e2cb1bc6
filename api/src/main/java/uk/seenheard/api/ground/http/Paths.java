package uk.seenheard.api.ground.http;

import io.vertx.ext.web.Route;
import java.util.regex.Pattern;

/** Compares a path with the path that a route was made for. */
public final class Paths {
  private static final Pattern PARAMETER = Pattern.compile(":([A-Za-z]+)");

  private Paths() {}

  /** The path that a route was made for, its parameters as the contract writes them. */
  public static String asContract(Route route) {
    return PARAMETER.matcher(String.valueOf(route.getPath())).replaceAll("{$1}");
  }

  /** Whether a route is for this path, whatever the method. */
  static boolean match(Route route, String path) {
    String made = route.getPath();
    if (made == null) {
      return false;
    }
    String[] wanted = made.split("/", -1);
    String[] given = path.split("/", -1);
    if (wanted.length != given.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      boolean parameter = wanted[i].startsWith(":") && !given[i].isEmpty();
      if (!parameter && !wanted[i].equals(given[i])) {
        return false;
      }
    }
    return true;
  }
}
