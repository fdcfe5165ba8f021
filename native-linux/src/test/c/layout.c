// SPDX-License-Identifier: Apache-2.0
//
// Prints constants and struct offsets as the headers of a C library and of the kernel have them, under the names that they have
// in the classes Linux and Layout. Those of the kernel's own headers don't depend on the C library.
#define _GNU_SOURCE
#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <netinet/icmp6.h>
#include <netinet/tcp.h>
#include <netpacket/packet.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <linux/errqueue.h>
#include <linux/net_tstamp.h>

#define SAME(name) printf("Linux." #name " %d\n", (int)(name))
#define AS(name, value) printf("Linux." #name " %d\n", (int)(value))
#define PLACE(name, value) printf("Layout." #name " %d\n", (int)(value))

int main(void) {
    SAME(AF_INET6); SAME(AF_PACKET); SAME(SOCK_NONBLOCK); SAME(SOCK_CLOEXEC); SAME(IPPROTO_RAW); SAME(SOL_SOCKET); SAME(SOL_RAW);
    SAME(SO_REUSEADDR); SAME(SO_ERROR); SAME(SO_SNDBUF); SAME(SO_RCVBUF); SAME(SO_LINGER); SAME(SO_ATTACH_FILTER);
    SAME(SO_SNDBUFFORCE); SAME(SO_RCVBUFFORCE); SAME(SO_MARK); SAME(SO_MEMINFO); SAME(SO_BINDTOIFINDEX); SAME(SO_TIMESTAMPING);
    SAME(SCM_TIMESTAMPING); SAME(TCP_SYNCNT); SAME(TCP_INFO); SAME(TCP_ESTABLISHED); SAME(TCP_SYN_SENT); SAME(TCP_SYN_RECV);
    SAME(TCP_CLOSE_WAIT); SAME(IP_TOS); SAME(IP_TTL); SAME(IP_PKTINFO); SAME(IP_MTU_DISCOVER); SAME(IP_RECVERR); SAME(IP_RECVTTL);
    AS(ICMPV6_FILTER, ICMP6_FILTER); SAME(IPV6_UNICAST_HOPS); SAME(IPV6_MTU_DISCOVER); SAME(IPV6_RECVERR); SAME(IPV6_V6ONLY);
    SAME(IPV6_PKTINFO); SAME(IPV6_RECVHOPLIMIT); SAME(IPV6_HOPLIMIT); SAME(IPV6_DONTFRAG); SAME(IPV6_TCLASS);
    SAME(IPV6_AUTOFLOWLABEL); AS(PMTUDISC_DONT, IP_PMTUDISC_DONT); AS(PMTUDISC_DO, IP_PMTUDISC_DO);
    AS(PMTUDISC_PROBE, IP_PMTUDISC_PROBE); SAME(SO_EE_ORIGIN_ICMP); SAME(SO_EE_ORIGIN_ICMP6); SAME(SO_EE_ORIGIN_TIMESTAMPING);
    SAME(SOF_TIMESTAMPING_TX_SOFTWARE); SAME(SOF_TIMESTAMPING_RX_SOFTWARE); SAME(SOF_TIMESTAMPING_SOFTWARE);
    SAME(SOF_TIMESTAMPING_OPT_ID); SAME(SOF_TIMESTAMPING_OPT_CMSG); SAME(SOF_TIMESTAMPING_OPT_TSONLY); SAME(MSG_DONTWAIT);
    SAME(MSG_TRUNC); SAME(MSG_ERRQUEUE); SAME(POLLIN); SAME(POLLOUT); SAME(EFD_CLOEXEC); SAME(EFD_NONBLOCK); SAME(RLIMIT_NOFILE);
    SAME(CLOCK_REALTIME); SAME(PACKET_OUTGOING);

    PLACE(IOVEC, sizeof(struct iovec)); PLACE(IOV_LEN, offsetof(struct iovec, iov_len)); PLACE(MMSGHDR, sizeof(struct mmsghdr));
    PLACE(MSG_NAMELEN, offsetof(struct msghdr, msg_namelen)); PLACE(MSG_IOV, offsetof(struct msghdr, msg_iov));
    PLACE(MSG_IOVLEN, offsetof(struct msghdr, msg_iovlen)); PLACE(MSG_CONTROL, offsetof(struct msghdr, msg_control));
    PLACE(MSG_CONTROLLEN, offsetof(struct msghdr, msg_controllen)); PLACE(MSG_FLAGS, offsetof(struct msghdr, msg_flags));
    PLACE(MSG_LEN, offsetof(struct mmsghdr, msg_len)); PLACE(CMSGHDR, sizeof(struct cmsghdr));
    PLACE(CMSG_LEVEL, offsetof(struct cmsghdr, cmsg_level)); PLACE(CMSG_TYPE, offsetof(struct cmsghdr, cmsg_type));
    PLACE(EE_ORIGIN, offsetof(struct sock_extended_err, ee_origin)); PLACE(EE_TYPE, offsetof(struct sock_extended_err, ee_type));
    PLACE(EE_CODE, offsetof(struct sock_extended_err, ee_code)); PLACE(EE_INFO, offsetof(struct sock_extended_err, ee_info));
    PLACE(EE_DATA, offsetof(struct sock_extended_err, ee_data)); PLACE(SOCK_EXTENDED_ERR, sizeof(struct sock_extended_err));
    PLACE(TCPI_STATE, offsetof(struct tcp_info, tcpi_state)); PLACE(TCPI_RTO, offsetof(struct tcp_info, tcpi_rto));
    PLACE(TCPI_RTT, offsetof(struct tcp_info, tcpi_rtt));
    PLACE(TCPI_TOTAL_RETRANS, offsetof(struct tcp_info, tcpi_total_retrans)); PLACE(SOCKADDR_IN, sizeof(struct sockaddr_in));
    PLACE(SOCKADDR_LL, sizeof(struct sockaddr_ll)); PLACE(SLL_PROTOCOL, offsetof(struct sockaddr_ll, sll_protocol));
    PLACE(SLL_IFINDEX, offsetof(struct sockaddr_ll, sll_ifindex)); PLACE(SLL_PKTTYPE, offsetof(struct sockaddr_ll, sll_pkttype));
    PLACE(TIMESPEC, sizeof(struct timespec)); PLACE(TV_NSEC, offsetof(struct timespec, tv_nsec));
    PLACE(POLLFD, sizeof(struct pollfd)); PLACE(POLLFD_EVENTS, offsetof(struct pollfd, events));
    PLACE(POLLFD_REVENTS, offsetof(struct pollfd, revents)); PLACE(IN_PKTINFO, sizeof(struct in_pktinfo));
    PLACE(IN6_PKTINFO, sizeof(struct in6_pktinfo));
    return 0;
}
