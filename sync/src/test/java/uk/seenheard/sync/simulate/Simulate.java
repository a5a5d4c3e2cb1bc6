package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs the simulator: {@code Simulate [seeds] [first seed] [mutation]}. Each run is single-threaded
 * and has nothing in common with another, so that several may run side by side.
 */
public final class Simulate {
  private static final int SHOWN = 1;

  private Simulate() {}

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    long first = args.length > 1 ? Long.parseLong(args[1]) : 1;
    Mutation mutation = args.length > 2 ? Mutation.valueOf(args[2]) : Mutation.NONE;
    long started = System.nanoTime();
    int workers = Runtime.getRuntime().availableProcessors();
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    List<Future<FaultMatrix>> parts = new ArrayList<>();
    List<Simulation.Outcome> failed = new ArrayList<>();
    for (int worker = 0; worker < workers; worker++) {
      int offset = worker;
      parts.add(
          pool.submit(
              () -> {
                FaultMatrix matrix = new FaultMatrix();
                for (long seed = first + offset; seed < first + seeds; seed += workers) {
                  Simulation.Outcome outcome = Simulation.run(seed, mutation, matrix);
                  if (outcome.failure().isPresent()) {
                    synchronized (failed) {
                      failed.add(outcome);
                    }
                  }
                }
                return matrix;
              }));
    }
    FaultMatrix matrix = new FaultMatrix();
    for (Future<FaultMatrix> part : parts) {
      matrix.add(part.get());
    }
    pool.shutdown();
    for (Simulation.Outcome one : failed) {
      System.out.println("seed " + one.seed() + ": " + one.failure().orElseThrow().getMessage());
    }
    for (Simulation.Outcome one : failed.subList(0, Math.min(SHOWN, failed.size()))) {
      System.out.println("seed " + one.seed() + ", what happened last:");
      if (one.failure().orElseThrow().getCause() != null) {
        one.failure().orElseThrow().getCause().printStackTrace(System.out);
      }
      System.out.println(one.recent());
    }
    System.out.print(matrix.table());
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf(
        Locale.ROOT, "%d seeds from %d in %.1f s on %d threads%n", seeds, first, seconds, workers);
    System.out.println((seeds - failed.size()) + " passed, " + failed.size() + " failed");
    System.exit(failed.isEmpty() ? 0 : 1);
  }
}
