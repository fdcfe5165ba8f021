// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathtracer.interfaces.InterfaceFlag;
import org.pathtracer.interfaces.InterfaceType;
import org.pathtracer.interfaces.LocalInterface;

/** Messages by hand: kinds of interfaces that a test machine does not have, and broken ones. */
class MessageTest {
    @ParameterizedTest
    @CsvSource({
        "wireguard,65534,TUNNEL,true",
        "tun,65534,TUNNEL,true",
        "ppp,512,POINT_TO_POINT,true",
        "veth,1,VIRTUAL,false",
        "bridge,1,BRIDGE,false",
        "vlan,1,VLAN,false",
        "bond,1,BOND,false",
        "ipip,768,TUNNEL,false",
        "wwan,519,CELLULAR,false",
        "'',1,ETHERNET,false",
        "'',772,LOOPBACK,false",
        "'',801,WIRELESS,false",
        "'',24,OTHER,false"
    })
    void kindAndHardware_tellTheType(String kind, int hardware, InterfaceType type, boolean vpn) {
        LocalInterface device = device(kind, hardware, "x0");
        assertThat(device.type()).isEqualTo(type);
        assertThat(device.vpn()).isEqualTo(vpn);
        assertThat(device.kind().orElse("")).isEqualTo(kind);
    }

    @Test
    void link_hasNameNumberMtuAndFlags() {
        LocalInterface device = device("", 1, "eth7");
        assertThat(device.name()).isEqualTo("eth7");
        assertThat(device.index()).isEqualTo(7);
        assertThat(device.mtu()).hasValue(1420);
        assertThat(device.flags()).containsExactlyInAnyOrder(InterfaceFlag.UP, InterfaceFlag.RUNNING);
    }

    @Test
    void wirelessLan_isToldByTheSystemsList() {
        List<Message> links = Message.in(link("", 1, "wlan0"));
        assertThat(Links.read(links, List.of(), "wlan0"::equals).get(0).type()).isEqualTo(InterfaceType.WIRELESS);
    }

    @Test
    void brokenMessages_areReadAsFarAsTheyGo() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            ByteBuffer message = link("wireguard", 65534, "wg0");
            for (int change = random.nextInt(4); change >= 0; change--) {
                message.put(random.nextInt(message.limit()), (byte) random.nextInt());
            }
            message.limit(random.nextInt(message.limit() + 1));
            List<Message> messages = Message.in(message);
            Links.read(messages, messages, name -> false);
            Routes.defaults(messages, index -> "x" + index);
        }
    }

    private static LocalInterface device(String kind, int hardware, String name) {
        return Links.read(Message.in(link(kind, hardware, name)), List.of(), each -> false)
                .get(0);
    }

    private static ByteBuffer link(String kind, int hardware, String name) {
        ByteBuffer link = ByteBuffer.allocate(256).order(ByteOrder.nativeOrder());
        link.position(Rtnetlink.NLMSGHDR);
        link.put((byte) 0).put((byte) 0).putShort((short) hardware).putInt(7);
        link.putInt(Rtnetlink.IFF_UP | Rtnetlink.IFF_LOWER_UP).putInt(0);
        attribute(link, Rtnetlink.IFLA_IFNAME, name + "\0");
        link.putShort((short) 8).putShort((short) Rtnetlink.IFLA_MTU).putInt(1420);
        if (!kind.isEmpty()) {
            int at = link.position();
            link.position(at + 4);
            attribute(link, Rtnetlink.IFLA_INFO_KIND, kind);
            link.putShort(at, (short) (link.position() - at)).putShort(at + 2, (short) Rtnetlink.IFLA_LINKINFO);
        }
        link.putInt(0, link.position()).putShort(4, (short) Rtnetlink.RTM_NEWLINK);
        return link.flip();
    }

    private static void attribute(ByteBuffer to, int type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.putShort((short) (4 + bytes.length)).putShort((short) type).put(bytes);
        to.position(to.position() + 3 & ~3);
    }
}
