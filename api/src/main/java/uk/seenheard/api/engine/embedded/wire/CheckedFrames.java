package uk.seenheard.api.engine.embedded.wire;

import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a connection, looked at before they become documents.
 *
 * <p>The decoder below would turn some kinds of binary data into another kind, follow nesting until
 * the stack ends, and answer what it cannot read by closing the connection. Here such a message is
 * refused by an answer that says why.
 */
final class CheckedFrames extends MongoWireProtocolHandler {
  private static final int HEADER = 16;
  private static final int OP_MSG = 2013;
  private static final int CHECKSUM_PRESENT = 1;
  private static final int MORE_TO_COME = 2;
  private static final int DEEPEST = 100;

  /** A message that is answered by an error. */
  static final class Refused extends MongoMessage {
    private final MongoServerError error;

    Refused(Channel channel, MessageHeader header, MongoServerError error) {
      super(channel, header, new de.bwaldvogel.mongo.bson.Document());
      this.error = error;
    }

    MongoServerError error() {
      return error;
    }
  }

  @Override
  protected @Nullable ClientRequest decode(ChannelHandlerContext context, ByteBuf in)
      throws Exception {
    if (in.readableBytes() < 4) {
      return null;
    }
    int start = in.readerIndex();
    int length = in.getIntLE(start);
    if (length < HEADER + 5 || length > MAX_MESSAGE_SIZE_BYTES) {
      throw new IllegalArgumentException("a message of " + length + " bytes");
    }
    if (in.readableBytes() < length) {
      return null;
    }
    MessageHeader header =
        new MessageHeader(length, in.getIntLE(start + 4), in.getIntLE(start + 8));
    boolean answered = true;
    try {
      if (in.getIntLE(start + 12) == OP_MSG) {
        int flags = in.getIntLE(start + HEADER);
        answered = (flags & MORE_TO_COME) == 0;
        sections(in, start + HEADER + 4, start + length - (flags & CHECKSUM_PRESENT) * 4);
      }
      return super.decode(context, in);
    } catch (MongoServerError | IllegalArgumentException | IndexOutOfBoundsException e) {
      in.readerIndex(start + length);
      return new Refused(
          context.channel(),
          header,
          e instanceof MongoServerError known
              ? known
              : new MongoServerError(9, "FailedToParse", "The message is not well-formed BSON"));
    } catch (UnsupportedOperationException e) {
      in.readerIndex(start + length);
      if (!answered) {
        throw new IllegalArgumentException("unacknowledged writes are not supported", e);
      }
      return new Refused(
          context.channel(), header, unsupported("this kind of message, or its flags"));
    }
  }

  private static void sections(ByteBuf in, int from, int end) {
    int at = from;
    while (at < end) {
      if (in.getByte(at) == MongoMessage.SECTION_KIND_BODY) {
        at = document(in, at + 1, end, 0);
      } else {
        int sectionEnd = at + 1 + in.getIntLE(at + 1);
        if (sectionEnd > end || sectionEnd <= at) {
          throw new IllegalArgumentException("a section longer than its message");
        }
        at = afterName(in, at + 5, sectionEnd);
        while (at < sectionEnd) {
          at = document(in, at, sectionEnd, 0);
        }
      }
    }
  }

  private static int afterName(ByteBuf in, int from, int end) {
    int zero = in.indexOf(from, end, (byte) 0);
    if (zero < 0) {
      throw new IllegalArgumentException("a name without an end");
    }
    return zero + 1;
  }

  /** Looks at a document and returns where it ends. */
  private static int document(ByteBuf in, int from, int limit, int depth) {
    if (depth > DEEPEST) {
      throw new MongoServerError(
          15, "Overflow", "The document is nested deeper than " + DEEPEST + " levels; flatten it");
    }
    int length = in.getIntLE(from);
    int end = from + length;
    if (length < 5 || end > limit || end < from) {
      throw new IllegalArgumentException("a document longer than what holds it");
    }
    int at = from + 4;
    while (at < end - 1) {
      byte type = in.getByte(at);
      at = value(in, type, afterName(in, at + 1, end), end, depth);
      if (at > end - 1 || at < from) {
        throw new IllegalArgumentException("a value longer than its document");
      }
    }
    return end;
  }

  private static int value(ByteBuf in, byte type, int at, int end, int depth) {
    return switch (type) {
      case 0x01, 0x09, 0x11, 0x12 -> at + 8;
      case 0x02, 0x0d -> at + 4 + positive(in.getIntLE(at));
      case 0x03, 0x04 -> document(in, at, end, depth + 1);
      case 0x05 -> binary(in, at);
      case 0x06, 0x0a, (byte) 0xff, 0x7f -> at;
      case 0x07 -> at + 12;
      case 0x08 -> at + 1;
      case 0x0b -> afterName(in, afterName(in, at, end), end);
      case 0x10 -> at + 4;
      case 0x13 -> at + 16;
      default -> throw unsupported("values of BSON type 0x" + Integer.toHexString(type & 0xff));
    };
  }

  /** Plain data and identifiers only: other subtypes would come back as another one. */
  private static int binary(ByteBuf in, int at) {
    int subtype = in.getByte(at + 4) & 0xff;
    if (subtype != 0 && subtype != 3 && subtype != 4) {
      throw unsupported("binary data of subtype " + subtype);
    }
    return at + 5 + positive(in.getIntLE(at));
  }

  private static int positive(int length) {
    if (length < 0) {
      throw new IllegalArgumentException("a length below zero");
    }
    return length;
  }

  private static MongoServerError unsupported(String what) {
    return new MongoServerError(
        115,
        "CommandNotSupported",
        "The embedded store does not support " + what + "; a MongoDB server would");
  }
}
