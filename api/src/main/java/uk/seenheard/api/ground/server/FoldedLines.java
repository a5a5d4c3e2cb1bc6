package uk.seenheard.api.ground.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ByteProcessor;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.nio.charset.StandardCharsets;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Problem;

/**
 * Refuses a header that goes on in the next line (RFC 9112, 5.2). The decoder joins such lines
 * silently, others take the second for a header of its own or for the end of the head; after the
 * decoder nothing can be seen of it, so that this stands before it and looks at the bytes of heads
 * only.
 */
final class FoldedLines extends ChannelInboundHandlerAdapter {
  private static final String DECODER = "httpDecoder";

  /** Where in a head the bytes stand. */
  private enum At {
    LINE,
    LINE_END,
    BODY
  }

  private At at = At.LINE_END;
  private boolean begun;
  private boolean lineIsEmpty = true;
  private boolean refused;

  private FoldedLines() {}

  /** Watches a new connection. */
  static void watch(HttpConnection connection) {
    if (connection instanceof HttpServerConnection server) {
      ChannelPipeline pipeline = server.channelHandlerContext().pipeline();
      if (pipeline.get(DECODER) != null) {
        FoldedLines watching = new FoldedLines();
        pipeline.addBefore(DECODER, "foldedLines", watching);
        pipeline.addAfter(DECODER, "messageEnds", watching.new MessageEnds());
      }
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (refused) {
      io.netty.util.ReferenceCountUtil.release(message);
      return;
    }
    if (!(message instanceof ByteBuf bytes)) {
      context.fireChannelRead(message);
      return;
    }
    while (bytes.isReadable()) {
      int end = at == At.BODY ? -1 : bytes.forEachByte(new Head());
      if (refused) {
        bytes.release();
        refuse(context);
        return;
      }
      if (end < 0) {
        context.fireChannelRead(bytes);
        return;
      }
      // The head ends here. What the decoder makes of it says whether a body follows.
      at = At.BODY;
      context.fireChannelRead(bytes.readRetainedSlice(end + 1 - bytes.readerIndex()));
    }
    bytes.release();
  }

  /** Goes through a head up to its empty line. */
  private final class Head implements ByteProcessor {
    @Override
    public boolean process(byte value) {
      if (value == '\n') {
        boolean over = begun && lineIsEmpty;
        begun |= !lineIsEmpty;
        lineIsEmpty = true;
        at = At.LINE_END;
        return !over;
      }
      if (value == '\r') {
        return true;
      }
      if (at == At.LINE_END && begun && (value == ' ' || value == '\t')) {
        refused = true;
        return false;
      }
      at = At.LINE;
      lineIsEmpty = false;
      return true;
    }
  }

  private static void refuse(ChannelHandlerContext context) {
    String body =
        Problem.malformed("header", "goes on in the next line; write it in one").json().canonical();
    String answer =
        "HTTP/1.1 400 Bad Request\r\ncontent-type: "
            + Answers.PROBLEM_JSON
            + "\r\nconnection: close\r\ncontent-length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + body;
    context
        .writeAndFlush(context.alloc().buffer().writeBytes(answer.getBytes(StandardCharsets.UTF_8)))
        .addListener(sent -> context.close());
  }

  /** Hears from the decoder that a message is over, and a head is next. */
  private final class MessageEnds extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof LastHttpContent || message instanceof FullHttpMessage) {
        at = At.LINE_END;
        begun = false;
        lineIsEmpty = true;
      }
      context.fireChannelRead(message);
    }
  }
}
