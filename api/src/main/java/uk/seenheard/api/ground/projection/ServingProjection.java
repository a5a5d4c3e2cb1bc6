package uk.seenheard.api.ground.projection;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * The projections that serve, for everybody who reads or follows them: each call goes to the
 * generation that serves at that moment.
 */
public final class ServingProjection {
  private final Projection front =
      (Projection)
          Proxy.newProxyInstance(
              Projection.class.getClassLoader(),
              new Class<?>[] {Projection.class},
              new Forwarding());
  private volatile Serving serving;

  private record Serving(int generation, Projection projection) {}

  /** With the generation that serves at the start. */
  public ServingProjection(int generation, Projection projection) {
    this.serving = new Serving(generation, projection);
  }

  /** What everybody is given. */
  public Projection front() {
    return front;
  }

  /** The number of the generation that serves. */
  public int generation() {
    return serving.generation();
  }

  /** From now on another generation serves. */
  void serve(int generation, Projection projection) {
    serving = new Serving(generation, projection);
  }

  /** Passes each call on; nothing is kept between two calls. */
  private final class Forwarding implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      try {
        return method.invoke(serving.projection(), arguments);
      } catch (InvocationTargetException thrown) {
        throw thrown.getCause() == null ? thrown : thrown.getCause();
      }
    }
  }
}
