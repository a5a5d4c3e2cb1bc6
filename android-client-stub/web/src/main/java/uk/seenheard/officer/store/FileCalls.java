package uk.seenheard.officer.store;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSObject;

/** A file of {@code opfs.js} in the worker that this runs in. */
public interface FileCalls extends JSObject {
  /** See {@link BrowserFile#size}. */
  double size();

  /** See {@link BrowserFile#read}. */
  @JSByRef
  byte @Nullable [] read(double at, int count);

  /** See {@link BrowserFile#write}. */
  String write(double at, @JSByRef byte[] bytes);

  /** See {@link BrowserFile#flush}. */
  String flush();

  /** See {@link BrowserFile#truncate}. */
  String truncate(double size);

  /** Lets go of it. */
  void close();

  /** This file as the log's port. */
  static OpfsFile file(FileCalls calls) {
    return new OpfsFile(new Called(calls));
  }

  /** The functions as the adapter takes them. */
  final class Called implements BrowserFile {
    private final FileCalls calls;

    Called(FileCalls calls) {
      this.calls = calls;
    }

    @Override
    public double size() {
      return calls.size();
    }

    @Override
    public byte @Nullable [] read(double at, int count) {
      return calls.read(at, count);
    }

    @Override
    public String write(double at, byte[] bytes) {
      return calls.write(at, bytes);
    }

    @Override
    public String flush() {
      return calls.flush();
    }

    @Override
    public String truncate(double size) {
      return calls.truncate(size);
    }
  }
}
