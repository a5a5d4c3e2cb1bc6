package uk.seenheard.api.engine.embedded.wire;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import de.bwaldvogel.mongo.wire.message.MongoReply;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.engine.embedded.pages.StoreFailure;
import uk.seenheard.api.engine.embedded.query.CommandUndone;
import uk.seenheard.api.engine.embedded.query.Replies;

/**
 * One connection's requests: taken one at a time, answered in order.
 *
 * <p>While a request is under way nothing more is read from the connection, so a client that sends
 * without reading fills its own socket, not our memory.
 */
final class CommandDoor extends SimpleChannelInboundHandler<ClientRequest> {
  private static final Logger log = LoggerFactory.getLogger(CommandDoor.class);
  private static final AtomicInteger IDS = new AtomicInteger();

  private final StoreBackend backend;
  private final Deque<ClientRequest> waiting = new ArrayDeque<>();
  private boolean busy;

  CommandDoor(StoreBackend backend) {
    this.backend = backend;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ClientRequest request) {
    waiting.add(request);
    if (!busy) {
      context.channel().config().setAutoRead(false);
      next(context);
    }
  }

  private void next(ChannelHandlerContext context) {
    ClientRequest request = waiting.poll();
    busy = request != null;
    if (request == null) {
      context.channel().config().setAutoRead(true);
      return;
    }
    Channel channel = context.channel();
    submit(channel, request)
        .whenComplete(
            (reply, failure) -> {
              Document answer = reply != null ? reply : error(failure);
              context.executor().execute(() -> answer(context, request, answer));
            });
  }

  private CompletableFuture<Document> submit(Channel channel, ClientRequest request) {
    if (request instanceof CheckedFrames.Refused refused) {
      return CompletableFuture.failedFuture(refused.error());
    }
    Document command = command(request);
    String database = request.getDatabaseName();
    if (command == null || command.isEmpty()) {
      return CompletableFuture.failedFuture(
          new MongoServerException("Only commands are answered, not the queries of old"));
    }
    return backend.submit(channel, database == null ? "" : database, command);
  }

  private void answer(ChannelHandlerContext context, ClientRequest request, Document answer) {
    MessageHeader header =
        new MessageHeader(IDS.incrementAndGet(), request.getHeader().getRequestID());
    Object message =
        request instanceof MongoQuery
            ? new MongoReply(header, answer)
            : new MongoMessage(context.channel(), header, answer);
    context.writeAndFlush(message).addListener(sent -> next(context));
  }

  private static @Nullable Document command(ClientRequest request) {
    if (request instanceof MongoMessage message) {
      return message.getDocument();
    }
    if (request instanceof MongoQuery query && query.getCollectionName().equals("$cmd")) {
      Document document = query.getQuery();
      return document.get("$query") instanceof Document inner ? inner : document;
    }
    return null;
  }

  private static Document error(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException c && c.getCause() != null ? c.getCause() : failure;
    if (!(cause instanceof MongoServerException
        || cause instanceof StoreFailure
        || cause instanceof CommandUndone)) {
      log.warn("A command failed for a reason that should have been refused before", cause);
    }
    return Replies.error(cause);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // Its message may quote what was sent, which is not for a log.
    log.warn("A connection to the store is closed: {}", cause.getClass().getName());
    context.close();
  }
}
