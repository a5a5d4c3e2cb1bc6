package uk.seenheard.officer.store;

import uk.seenheard.officer.Worker;

/** A file of a browser's own file system, used from afar. */
final class ChromiumFile implements BrowserFile {
  private final Worker worker;
  private final String name;

  ChromiumFile(Worker worker, String name) {
    this.worker = worker;
    this.name = name;
    worker.ask("open-file", name);
  }

  @Override
  public double size() {
    return ((Number) worker.ask("size", name)).doubleValue();
  }

  @Override
  public byte[] read(double at, int count) {
    return (byte[]) worker.ask("read", name, at, count);
  }

  @Override
  public String write(double at, byte[] bytes) {
    return (String) worker.ask("write", name, at, bytes);
  }

  @Override
  public String flush() {
    return (String) worker.ask("flush", name);
  }

  @Override
  public String truncate(double size) {
    return (String) worker.ask("truncate", name, size);
  }

  void close() {
    worker.ask("close", name);
  }
}
