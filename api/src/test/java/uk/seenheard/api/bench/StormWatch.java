package uk.seenheard.api.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import uk.seenheard.handset.core.transport.FrameSink;
import uk.seenheard.handset.core.transport.GrantedPass;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.handset.core.transport.SignedIn;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.IncidentDigests;
import uk.seenheard.sync.feed.PushAnswer;
import uk.seenheard.sync.feed.PushRequest;

/** What is seen of a storm from the handsets' side: every push, and every answer to it. */
final class StormWatch {
  private volatile long started;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong lastAcknowledgement = new AtomicLong();
  private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
  private final List<double[]> pushes = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch over;

  StormWatch(int handsets) {
    this.over = new CountDownLatch(handsets);
  }

  /** From now on it counts, and holds back the pulls; before, everybody signs in unwatched. */
  void begin() {
    started = System.nanoTime();
  }

  double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  /** Handsets that have sent a push and wait for its answer. */
  int waiting() {
    return waiting.get();
  }

  long acknowledged() {
    return acknowledged.get();
  }

  double lastAcknowledgement() {
    return lastAcknowledgement.get() / 1e9;
  }

  /** How often each answer came, by status. */
  Map<String, AtomicInteger> answers() {
    return answers;
  }

  /** Second of the answer and milliseconds waited, of each push. */
  List<double[]> pushes() {
    synchronized (pushes) {
      return List.copyOf(pushes);
    }
  }

  /** Lets everybody go on, after one has failed. */
  void giveUp() {
    while (over.getCount() > 0) {
      over.countDown();
    }
  }

  /** The transport of a handset, watched; nobody pulls before the last push is acknowledged. */
  Transport watched(Transport transport) {
    return new Watched(transport);
  }

  private final class Watched implements Transport {
    private final Transport transport;
    private boolean drained;

    Watched(Transport transport) {
      this.transport = transport;
    }

    @Override
    public Reply<PushAnswer> push(PushRequest request) {
      if (started == 0) {
        return transport.push(request);
      }
      long sent = System.nanoTime();
      waiting.incrementAndGet();
      Reply<PushAnswer> reply = transport.push(request);
      waiting.decrementAndGet();
      long now = System.nanoTime();
      String status = reply.fold(answer -> "200", r -> "" + r.status(), lost -> "no answer");
      answers.computeIfAbsent(status, unused -> new AtomicInteger()).incrementAndGet();
      pushes.add(new double[] {(now - started) / 1e9, (now - sent) / 1e6});
      if (reply instanceof Reply.Answered<PushAnswer> answered) {
        acknowledged.addAndGet(answered.value().verdicts().size());
        lastAcknowledgement.accumulateAndGet(now - started, Math::max);
      }
      return reply;
    }

    @Override
    public Reply<Integer> pull(String login, Optional<String> cursor, FrameSink sink) {
      if (started == 0) {
        return transport.pull(login, cursor, sink);
      }
      if (!drained) {
        drained = true; // a handset pulls once nothing of its own is queued
        over.countDown();
      }
      try {
        over.await();
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
      Reply<Integer> reply = transport.pull(login, cursor, sink);
      String status = reply.fold(n -> "200", r -> "" + r.status(), lost -> "no answer");
      answers.computeIfAbsent("pull " + status, unused -> new AtomicInteger()).incrementAndGet();
      return reply;
    }

    @Override
    public Reply<IncidentDigests> digests(String login, Optional<String> cursor, String after) {
      return transport.digests(login, cursor, after);
    }

    @Override
    public Reply<SignedIn> signIn(String person) {
      return transport.signIn(person);
    }

    @Override
    public Reply<String> enrol(String login, String device, String publicKey, String proof) {
      return transport.enrol(login, device, publicKey, proof);
    }

    @Override
    public Reply<GrantedPass> pass(String login, String enrolment) {
      return transport.pass(login, enrolment);
    }

    @Override
    public Reply<Json> read(String login, String path) {
      return transport.read(login, path);
    }
  }
}
