// A server that gives every request the same answer, as fast as one thread can: as little as possible of what is measured
// is its work. Connections are kept. Prints its port on loopback, and answers until it is killed.

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static const char answer[] =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"status\": \"up\"}";

static void insist(int holds, const char *what) {
    if (holds) return;
    perror(what);
    exit(1);
}

// How many requests end here. None of ours is as long as a buffer, or comes in two parts.
static int requests(const char *text) {
    int count = 0;
    while ((text = strstr(text, "\r\n\r\n"))) count++, text += 4;
    return count;
}

int main(void) {
    int listening = socket(AF_INET, SOCK_STREAM, 0), waiting = epoll_create1(0), one = 1;
    struct sockaddr_in place = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof place;
    insist(bind(listening, (struct sockaddr *)&place, length) == 0 && listen(listening, 1024) == 0, "listen");
    insist(getsockname(listening, (struct sockaddr *)&place, &length) == 0, "getsockname");
    printf("%d\n", ntohs(place.sin_port));
    fflush(stdout);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listening}, events[64];
    insist(epoll_ctl(waiting, EPOLL_CTL_ADD, listening, &event) == 0, "epoll_ctl");
    for (;;) {
        int count = epoll_wait(waiting, events, 64, -1);
        for (int each = 0; each < count; each++) {
            int connection = events[each].data.fd;
            if (connection == listening) {
                event.data.fd = accept(listening, NULL, NULL);
                if (event.data.fd < 0) continue;
                setsockopt(event.data.fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                epoll_ctl(waiting, EPOLL_CTL_ADD, event.data.fd, &event);
                continue;
            }
            char buffer[16384];
            ssize_t size = read(connection, buffer, sizeof buffer - 1);
            if (size <= 0) {
                close(connection);
                continue;
            }
            buffer[size] = 0;
            for (int rest = requests(buffer); rest > 0; rest--)
                insist(send(connection, answer, sizeof answer - 1, MSG_NOSIGNAL) > 0, "send");
        }
    }
}
