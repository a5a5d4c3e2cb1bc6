package uk.seenheard.officer.store;

import org.jspecify.annotations.Nullable;

/** A file of {@code opfs.js}, as Java sees it: what it could not do it says by its answer. */
public interface BrowserFile {
  /** Bytes, or -1. */
  double size();

  /** The bytes, or null. */
  byte @Nullable [] read(double at, int count);

  /** Empty, {@code full} or {@code broken}. */
  String write(double at, byte[] bytes);

  /** Empty, {@code full} or {@code broken}. */
  String flush();

  /** Empty, {@code full} or {@code broken}. */
  String truncate(double size);
}
