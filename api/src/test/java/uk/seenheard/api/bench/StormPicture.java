package uk.seenheard.api.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The picture of a storm: how many wait, and how long, over time. */
final class StormPicture {
  private StormPicture() {}

  /**
   * Draws a PNG.
   *
   * @param samples second, handsets waiting, changes acknowledged, megabytes
   * @param pushes second of the answer, milliseconds waited
   */
  static void draw(Path file, List<double[]> samples, List<double[]> pushes) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(360)
            .title("The storm: handsets that wait, and how long a push waited")
            .xAxisTitle("seconds since the first reconnected")
            .yAxisTitle("handsets waiting")
            .build();
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.setYAxisGroupTitle(1, "milliseconds");
    chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
    double end = pushes.stream().mapToDouble(push -> push[0]).max().orElse(1) + 1;
    List<double[]> during = samples.stream().filter(sample -> sample[0] <= end).toList();
    XYSeries waiting = chart.addSeries("handsets waiting", at(during, 0), at(during, 1));
    waiting.setMarker(SeriesMarkers.NONE);
    double[][] slices = slices(pushes, end);
    XYSeries median = chart.addSeries("median wait, ms", slices[0], slices[1]);
    median.setMarker(SeriesMarkers.NONE).setYAxisGroup(1);
    XYSeries slowest = chart.addSeries("p99 wait, ms", slices[0], slices[2]);
    slowest.setMarker(SeriesMarkers.NONE).setYAxisGroup(1);
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
  }

  private static double[] at(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(row -> row[column]).toArray();
  }

  /** Of each half second: its middle, the median wait and the p99 wait of what was answered. */
  private static double[][] slices(List<double[]> pushes, double end) {
    int count = (int) Math.ceil(end * 2);
    Figures[] waits = new Figures[count];
    for (double[] push : pushes) {
      int slice = Math.min(count - 1, (int) (push[0] * 2));
      if (waits[slice] == null) {
        waits[slice] = new Figures();
      }
      waits[slice].add(push[1]);
    }
    int filled = (int) java.util.Arrays.stream(waits).filter(w -> w != null).count();
    double[][] slices = new double[3][filled];
    int at = 0;
    for (int i = 0; i < count; i++) {
      if (waits[i] != null) {
        slices[0][at] = i / 2.0 + 0.25;
        slices[1][at] = waits[i].median();
        slices[2][at++] = waits[i].at(0.99);
      }
    }
    return slices;
  }
}
