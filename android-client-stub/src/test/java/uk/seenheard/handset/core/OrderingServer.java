package uk.seenheard.handset.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.handset.core.transport.FrameSink;
import uk.seenheard.handset.core.transport.GrantedPass;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.handset.core.transport.SignedIn;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.AskAnswer;
import uk.seenheard.sync.feed.AskRequest;
import uk.seenheard.sync.feed.DeviceOrder;
import uk.seenheard.sync.feed.DeviceReceipt;
import uk.seenheard.sync.feed.IncidentDigests;
import uk.seenheard.sync.feed.PushAnswer;
import uk.seenheard.sync.feed.PushRequest;

/** A {@link FakeServer} that also gives orders, signed as the server signs. */
final class OrderingServer implements Transport {
  private final FakeServer server;

  /** The order that is open for whoever asks; its device is filled in. */
  Optional<String> order = Optional.empty();

  final List<DeviceReceipt> receipts = new ArrayList<>();

  OrderingServer(FakeServer server) {
    this.server = server;
  }

  @Override
  public Reply<AskAnswer> ask(Json message) {
    if (server.unreachable) {
      return new Reply.Unreachable<>("test");
    }
    AskRequest asked = AskRequest.read(message);
    receipts.addAll(asked.receipts());
    String device = asked.enrolment().substring("enrolment:".length());
    return new Reply.Answered<>(new AskAnswer(1, open(device)));
  }

  private List<DeviceOrder> open(String device) {
    if (!order.isPresent()) {
      return List.of();
    }
    DeviceOrder unsigned = new DeviceOrder("order-1", device, order.get(), 1, "Sgt", "x");
    return List.of(
        new DeviceOrder(
            "order-1",
            device,
            order.get(),
            1,
            "Sgt",
            server.sign(unsigned.text(FakeServer.FORCE))));
  }

  @Override
  public Reply<GrantedPass> pass(String login, String enrolment) {
    return server.pass(login, enrolment);
  }

  @Override
  public Reply<SignedIn> signIn(String person) {
    return server.signIn(person);
  }

  @Override
  public Reply<String> enrol(String login, String device, String publicKey, String proof) {
    return server.enrol(login, device, publicKey, proof);
  }

  @Override
  public Reply<PushAnswer> push(PushRequest request) {
    String device = server.device(request);
    return server
        .push(request)
        .fold(
            answer -> new Reply.Answered<>(answer.with(open(device))),
            Reply.Refused::new,
            lost -> lost);
  }

  @Override
  public Reply<Integer> pull(String login, Optional<String> cursor, FrameSink sink) {
    return server.pull(login, cursor, sink);
  }

  @Override
  public Reply<IncidentDigests> digests(String login, Optional<String> cursor, String after) {
    return server.digests(login, cursor, after);
  }

  @Override
  public Reply<Integer> incident(
      String login,
      Optional<String> cursor,
      String incident,
      Optional<String> after,
      FrameSink sink) {
    return server.incident(login, cursor, incident, after, sink);
  }

  @Override
  public Reply<Json> read(String login, String path) {
    return server.read(login, path);
  }
}
