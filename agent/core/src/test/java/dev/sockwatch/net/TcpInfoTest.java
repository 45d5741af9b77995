package dev.sockwatch.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A field is what the kernel wrote at its place, and absent where it wrote nothing. */
class TcpInfoTest {
  /**
   * Recorded on Linux 6.18 (x86-64) in CLOSE_WAIT, after 1000 and 7 bytes sent and 300 received;
   * what {@code ss -tni} said of the same socket is asserted below.
   */
  private static final String RECORDED =
      """
      080000000007aa01802c0300409c0000008a00001802000000000000000000000000000000000000
      00000000240200000000000024020000f8000000ffff0000d7ff0000c71400007d290000ffffff7f
      0c000000cbff00000300000000000000d7ff000000000000604a9e2712000000ffffffffffffffff
      f0030000000000002d01000000000000060000000500000000000000060000000100000002000000
      00c0f35e01000000e0ab000000000000000000000000000000000000000000000300000000000000
      ef030000000000000000000000000000000000000000000000000000001401000000010000000000
      00000000000000000000000000000000000000000000000000000000000000000000000000000000
      """;

  @ParameterizedTest
  @EnumSource
  void field_isAtItsPlaceInTheStruct(TcpInfoField field) {
    TcpInfoLayout.Place place = TcpInfoLayout.places().get(field.name().toLowerCase(Locale.ROOT));

    assertThat(new TcpInfoLayout.Place(field.offset(), field.width())).isEqualTo(place);
  }

  /** Lengths that kernels of the last ten years return, and some that cut fields in two. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        4, 104, 120, 136, 144, 148, 152, 160, 168, 192, 200, 216, 224, 232, 236, 240, 248, 280, 1,
        106, 123, 241
      })
  void field_existsIffTheKernelGaveAllOfIt(int length) {
    TcpInfo info = TcpInfo.copyOf(ByteBuffer.allocate(512), length);

    assertThat(info.length()).isEqualTo(length);
    for (TcpInfoField field : TcpInfoField.values()) {
      int since =
          switch (field) {
            case DELIVERY_RATE_APP_LIMITED -> 168; // Linux 4.9 filled a hole
            case FASTOPEN_CLIENT_FAIL -> 240; // 5.5 filled another; the next longer struct is 6.2's
            default -> field.offset() + field.width();
          };
      assertThat(info.get(field).isPresent())
          .as("%s of %d bytes", field, length)
          .isEqualTo(since <= length);
    }
  }

  @Test
  void allFields_coverTheWholeStruct() {
    assertThat(TcpInfoLayout.places().keySet())
        .isEqualTo(
            Arrays.stream(TcpInfoField.values())
                .map(f -> f.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet()));
    TcpInfoField last = TcpInfoField.ACCECN_MODES;
    assertThat(last.offset() + last.width()).isEqualTo(280);
  }

  @Test
  @EnabledIf("isLittleEndian")
  void bitFields_areTakenOutOfTheirByte() {
    ByteBuffer buffer = ByteBuffer.allocate(280).order(ByteOrder.nativeOrder());
    buffer.put(6, (byte) 0xa7).put(7, (byte) 0b101);
    TcpInfo info = TcpInfo.copyOf(buffer, 280);

    assertThat(info.get(TcpInfoField.SND_WSCALE)).hasValue(7);
    assertThat(info.get(TcpInfoField.RCV_WSCALE)).hasValue(10);
    assertThat(info.get(TcpInfoField.DELIVERY_RATE_APP_LIMITED)).hasValue(1);
    assertThat(info.get(TcpInfoField.FASTOPEN_CLIENT_FAIL)).hasValue(2);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SND_WSCALE", "RCV_WSCALE", "DELIVERY_RATE_APP_LIMITED", "FASTOPEN_CLIENT_FAIL"})
  void value_isWhatIsAtThePlaceAndNothingElse(TcpInfoField field) {
    ByteBuffer buffer = ByteBuffer.allocate(280).order(ByteOrder.nativeOrder());
    long value =
        switch (field.width()) {
          case 1 -> 0xfeL;
          case 2 -> 0xfedcL;
          case 4 -> 0xfedcba98L;
          default -> 0x7edcba9876543210L;
        };
    switch (field.width()) {
      case 1 -> buffer.put(field.offset(), (byte) value);
      case 2 -> buffer.putShort(field.offset(), (short) value);
      case 4 -> buffer.putInt(field.offset(), (int) value);
      default -> buffer.putLong(field.offset(), value);
    }
    TcpInfo info = TcpInfo.copyOf(buffer, 280);

    for (TcpInfoField each : TcpInfoField.values()) {
      assertThat(info.get(each)).as(each.name()).hasValue(each == field ? value : 0);
    }
  }

  @Test
  void copy_doesNotChangeWithTheBuffer() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(512).order(ByteOrder.nativeOrder());
    buffer.put(0, (byte) 1).putInt(68, 120);
    TcpInfo info = TcpInfo.copyOf(buffer, 232);

    buffer.put(0, (byte) 8).putInt(68, 0);

    assertThat(info.state()).isEqualTo(TcpState.ESTABLISHED);
    assertThat(info.get(TcpInfoField.RTT)).hasValue(120);
  }

  @Test
  @EnabledIf("isLittleEndian")
  void recordedAnswer_isReadAsSsReadsIt() {
    byte[] bytes = HexFormat.of().parseHex(RECORDED.replace("\n", ""));
    TcpInfo info = TcpInfo.copyOf(ByteBuffer.wrap(bytes), bytes.length);

    assertThat(info.state()).isEqualTo(TcpState.CLOSE_WAIT);
    assertThat(info.get(TcpInfoField.STATE)).hasValue(8);
    assertThat(info.get(TcpInfoField.SND_WSCALE)).hasValue(10);
    assertThat(info.get(TcpInfoField.RCV_WSCALE)).hasValue(10);
    assertThat(info.get(TcpInfoField.DELIVERY_RATE_APP_LIMITED)).hasValue(1);
    assertThat(info.get(TcpInfoField.MAX_PACING_RATE)).as("unlimited").isEmpty();
    assertThat(info.get(TcpInfoField.DELIVERED)).hasValue(3);
    assertThat(info.get(TcpInfoField.RCV_SSTHRESH)).hasValue(65_495);
    assertThat(info.get(TcpInfoField.REORDERING)).hasValue(3);
    assertThat(info.get(TcpInfoField.RTO)).hasValue(208_000);
    assertThat(info.get(TcpInfoField.ATO)).hasValue(40_000);
    assertThat(info.get(TcpInfoField.SND_MSS)).hasValue(35_328);
    assertThat(info.get(TcpInfoField.RCV_MSS)).hasValue(536);
    assertThat(info.get(TcpInfoField.UNACKED)).hasValue(0);
    assertThat(info.get(TcpInfoField.LAST_DATA_SENT)).hasValue(548);
    assertThat(info.get(TcpInfoField.LAST_DATA_RECV)).hasValue(548);
    assertThat(info.get(TcpInfoField.LAST_ACK_RECV)).hasValue(248);
    assertThat(info.get(TcpInfoField.PMTU)).hasValue(65_535);
    assertThat(info.get(TcpInfoField.RTT)).hasValue(5319);
    assertThat(info.get(TcpInfoField.RTTVAR)).hasValue(10_621);
    assertThat(info.get(TcpInfoField.SND_CWND)).hasValue(12);
    assertThat(info.get(TcpInfoField.ADVMSS)).hasValue(65_483);
    assertThat(info.get(TcpInfoField.RCV_SPACE)).hasValue(65_495);
    assertThat(info.get(TcpInfoField.TOTAL_RETRANS)).hasValue(0);
    assertThat(info.get(TcpInfoField.PACING_RATE)).hasValue(623_792_771_840L / 8);
    assertThat(info.get(TcpInfoField.BYTES_ACKED)).hasValue(1008);
    assertThat(info.get(TcpInfoField.BYTES_RECEIVED)).hasValue(301);
    assertThat(info.get(TcpInfoField.SEGS_OUT)).hasValue(6);
    assertThat(info.get(TcpInfoField.SEGS_IN)).hasValue(5);
    assertThat(info.get(TcpInfoField.NOTSENT_BYTES)).hasValue(0);
    assertThat(info.get(TcpInfoField.MIN_RTT)).hasValue(6);
    assertThat(info.get(TcpInfoField.DATA_SEGS_IN)).hasValue(1);
    assertThat(info.get(TcpInfoField.DATA_SEGS_OUT)).hasValue(2);
    assertThat(info.get(TcpInfoField.DELIVERY_RATE)).hasValue(47_104_000_000L / 8);
    assertThat(info.get(TcpInfoField.BUSY_TIME)).hasValue(44_000);
    assertThat(info.get(TcpInfoField.BYTES_SENT)).hasValue(1007);
    assertThat(info.get(TcpInfoField.BYTES_RETRANS)).hasValue(0);
    assertThat(info.get(TcpInfoField.SND_WND)).hasValue(70_656);
    assertThat(info.get(TcpInfoField.TOTAL_RTO)).hasValue(0);
  }

  static boolean isLittleEndian() {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
  }
}
