// SPDX-License-Identifier: Apache-2.0
//
// How fast one thread can send echo requests and read the replies with sendmmsg and recvmmsg, and nothing else: no
// deadlines, no tags, no list of what is in flight. What a library's packets per second are held against.
//
//     echoloop plain|timed ADDRESS PACKETS     prints: packets sent, replies read, nanoseconds
//
// The packets are those of the library, without the don't-fragment bit that Linux sets by itself: each then needs an
// identification of its own. With "timed" it asks the kernel when each packet left and arrived, and reads that too.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/net_tstamp.h>
#include <netinet/ip_icmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 64, SIZE = 40, ROOM = 512, CONTROL = 256, PATIENCE = 1000000 };

static long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000L + t.tv_nsec;
}

static unsigned char out[BATCH][SIZE], in[BATCH][ROOM], control[BATCH][CONTROL];
static struct mmsghdr send_headers[BATCH], receive_headers[BATCH];
static struct iovec send_parts[BATCH], receive_parts[BATCH];

// Reads once; the number of messages.
static int drain(int fd, int flags) {
    for (int i = 0; i < BATCH; i++) {
        receive_headers[i].msg_hdr.msg_control = control[i];
        receive_headers[i].msg_hdr.msg_controllen = CONTROL;
    }
    int count = recvmmsg(fd, receive_headers, BATCH, flags | MSG_DONTWAIT, NULL);
    return count > 0 ? count : 0;
}

static void ask_for_times(int fd) {
    int flags = SOF_TIMESTAMPING_TX_SOFTWARE | SOF_TIMESTAMPING_RX_SOFTWARE | SOF_TIMESTAMPING_SOFTWARE |
                SOF_TIMESTAMPING_OPT_CMSG | SOF_TIMESTAMPING_OPT_TSONLY | SOF_TIMESTAMPING_OPT_ID;
    setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof flags);
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: echoloop plain|timed ADDRESS PACKETS\n");
        return 2;
    }
    int timed = strcmp(argv[1], "timed") == 0;
    struct sockaddr_in to = {.sin_family = AF_INET};
    inet_pton(AF_INET, argv[2], &to.sin_addr);
    long packets = atol(argv[3]);
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, IPPROTO_ICMP);
    if (fd < 0) {
        perror("socket");
        return 1;
    }
    int bytes = 8 << 20;
    setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes);
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);

    int fragments = IP_PMTUDISC_DONT;
    setsockopt(fd, IPPROTO_IP, IP_MTU_DISCOVER, &fragments, sizeof fragments);
    if (timed) {
        ask_for_times(fd);
    }
    for (int i = 0; i < BATCH; i++) {
        struct icmphdr *echo = (struct icmphdr *) out[i];
        echo->type = ICMP_ECHO;
        send_parts[i] = (struct iovec){out[i], SIZE};
        send_headers[i].msg_hdr = (struct msghdr){.msg_name = &to, .msg_namelen = sizeof to, .msg_iov = &send_parts[i], .msg_iovlen = 1};
        receive_parts[i] = (struct iovec){in[i], ROOM};
        receive_headers[i].msg_hdr = (struct msghdr){.msg_iov = &receive_parts[i], .msg_iovlen = 1};
    }

    long sent = 0, received = 0, idle = 0, began = now();
    while (received < packets && idle < PATIENCE) {
        if (sent < packets) {
            int batch = packets - sent < BATCH ? packets - sent : BATCH;
            for (int i = 0; i < batch; i++) {
                ((struct icmphdr *) out[i])->un.echo.sequence = htons((sent + i) & 0xffff);
            }
            int count = sendmmsg(fd, send_headers, batch, 0);
            sent += count > 0 ? count : 0;
        }
        while (timed && drain(fd, MSG_ERRQUEUE) == BATCH) {
        }
        int count = drain(fd, 0);
        received += count;
        idle = count > 0 ? 0 : idle + 1;
    }
    printf("%ld %ld %ld\n", sent, received, now() - began);
    return 0;
}
