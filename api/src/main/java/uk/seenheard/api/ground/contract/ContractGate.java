package uk.seenheard.api.ground.contract;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Bodies;
import uk.seenheard.api.ground.http.Paths;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.sync.codec.Json;

/**
 * Holds every request against the contract before its door sees it. A request passes it twice:
 * first it is told for whom the operation is, so that the anteroom turns away who may not; then
 * everything that was asked is checked.
 *
 * <p>The gate stands on the doors' own routes, so that no path leads past it to a door: whatever
 * Vert.x takes for a route's path, it takes for the gate's.
 */
public final class ContractGate {
  private static final int NAMED = -30;
  private static final int CHECKED = -10;

  private final Map<String, Gated> gates;

  private ContractGate(Map<String, Gated> gates) {
    this.gates = gates;
  }

  private record Gated(ForWhom whom, Taken taken) {}

  /** Read once: every server of a process has the same contract. */
  private static final class Packed {
    static final ContractGate GATE = of(Contract.packed());
  }

  /** The gate of the packed contract. */
  public static ContractGate packed() {
    return Packed.GATE;
  }

  private static ContractGate of(Contract contract) {
    Map<String, Gated> gates = new HashMap<>();
    for (Contract.Operation operation : contract.operations()) {
      gates.put(
          operation.method() + ' ' + operation.path(),
          new Gated(ForWhom.of(operation.node()), new Taken(contract, operation)));
    }
    return new ContractGate(Map.copyOf(gates));
  }

  /** Stands before the routes that the doors have put on a router. */
  public void mount(Router router) {
    for (Route route : List.copyOf(router.getRoutes())) {
      Set<HttpMethod> methods = route.methods();
      if (route.getPath() == null || methods == null) {
        continue;
      }
      for (HttpMethod method : methods) {
        // A head is asked for as the whole is.
        String name = method.equals(HttpMethod.HEAD) ? HttpMethod.GET.name() : method.name();
        Gated gated = gates.get(name + ' ' + Paths.asContract(route));
        if (gated != null) {
          String path = route.getPath();
          router
              .route(method, path)
              .order(NAMED)
              .handler(
                  context -> {
                    context.put(ForWhom.KEY, gated.whom());
                    context.next();
                  });
          router
              .route(method, path)
              .order(CHECKED)
              .handler(context -> check(context, gated.taken()));
        }
      }
    }
  }

  private static void check(RoutingContext context, Taken taken) {
    if (Bodies.isLarge(context)) {
      context
          .vertx()
          .executeBlocking(() -> read(context, taken), false)
          .onComplete(asked -> pass(context, asked), context::fail);
    } else {
      pass(context, read(context, taken));
    }
  }

  private static Asked read(RoutingContext context, Taken taken) {
    MultiMap query;
    try {
      query = context.queryParams();
    } catch (RuntimeException undecodable) {
      throw Problem.malformed("query", "cannot be decoded: percent-encode it as UTF-8");
    }
    Json body = context.get(Bodies.READ);
    return taken.read(context.pathParams(), query, Optional.ofNullable(body));
  }

  private static void pass(RoutingContext context, Asked asked) {
    context.put(Asked.KEY, asked);
    context.next();
  }
}
