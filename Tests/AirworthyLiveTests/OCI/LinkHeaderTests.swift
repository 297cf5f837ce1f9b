import Testing

@testable import AirworthyLive

@Suite("where the rest of a list is")
struct LinkHeaderTests {
    @Test(
        "the first link to the next page counts, however it is written",
        arguments: [
            ([#"</a?b=c>; rel="next""#], "/a?b=c"), (["</a>;rel=next"], "/a"), ([#"</a> ; REL = "Next""#], "/a"),
            ([#"</a,b;c>; rel="next""#], "/a,b;c"), ([#"</a>; rel="prev next""#], "/a"),
            ([#"</p>; rel="prev", </n>; rel="next""#], "/n"), (["</p>; rel=prev", "</n>; rel=next"], "/n"),
            ([#"</p>; title="x, <y>; rel=next \" "; rel=prev,</n>;rel=next"#], "/n"),
            ([#"</a>; rel=prev; rel=next"#], nil), ([#"</a>; rel="nextish""#], nil), (["</a>"], nil), ([], nil),
            ([""], nil), (["</a>; title; rel=next"], "/a"),
        ] as [([String], String?)])
    func next(headers: [String], target: String?) {
        let found = LinkHeader.next(in: headers)
        #expect(found.target == target && found.isReadable)
    }

    @Test(
        "what cannot be read is not the end of the list",
        arguments: [
            "/a; rel=next", "</a; rel=next", #"</a>; rel="next"#, "</a> rel=next", "x",
            "</a>; rel=\(String(repeating: "n", count: 9_000))",
        ])
    func unreadable(header: String) {
        #expect(!LinkHeader.next(in: [header]).isReadable)
    }
}
