import AirworthyLive
import Foundation
import Testing

@Suite("absolute paths")
struct AbsolutePathTests {
    @Test(
        "are lexical",
        arguments: [
            ("/a/b", "/a/b"), ("/a//b/./c/", "/a/b/c"), ("/a/../b", "/b"), ("/../..", "/"), ("/", "/"),
            ("/a/b/..", "/a"),
        ])
    func lexical(path: String, expected: String) {
        #expect(AbsolutePath.of(path) == expected)
    }

    @Test("relative ones begin at the working directory")
    func relative() {
        let here = FileManager.default.currentDirectoryPath
        #expect(AbsolutePath.of("x/../y") == "\(here)/y")
        #expect(AbsolutePath.of(".") == here)
    }

    @Test("a parent is the directory above, and the root's is the root")
    func parents() {
        #expect(AbsolutePath.parent(of: "/a/b") == "/a")
        #expect(AbsolutePath.parent(of: "/a") == "/")
        #expect(AbsolutePath.parent(of: "/") == "/")
    }
}
