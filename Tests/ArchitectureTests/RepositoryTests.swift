import Testing

/// What must never be in the tree, and what a reader must find there.
@Suite("The repository")
struct RepositoryTests {
    @Test("no private key is in the tree")
    func noPrivateKey() {
        // In two parts: the test must not be what it looks for.
        let begin = "-----BEGIN "
        let end = "PRIVATE " + "KEY-----"
        for file in SourceTree.shared.files {
            for (index, line) in file.lines.enumerated() {
                guard let start = line.firstRange(of: begin), line[start.upperBound...].contains(end) else { continue }
                Issue.record("\(file.path):\(index + 1): a private key's header")
            }
        }
    }

    @Test("no file names a place that exists on one machine only")
    func noMachinePaths() {
        let places = ["/work" + "/", "/tmp" + "/w/", "/root" + "/"]
        for file in SourceTree.shared.files {
            for (index, line) in file.lines.enumerated() {
                for place in places where line.containsWord(place) {
                    Issue.record("\(file.path):\(index + 1): `\(place)`")
                }
            }
        }
    }

    @Test("every link in a page leads to a file, and to a heading where it names one")
    func linksResolve() {
        let tree = SourceTree.shared
        for page in tree.pages {
            for link in page.links where !link.target.contains("://") && !link.target.hasPrefix("mailto:") {
                let parts = link.target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                let path = parts[0].isEmpty ? page.path : Self.resolve(String(parts[0]), from: page.path)
                guard tree.exists(path) else {
                    Issue.record("\(page.path):\(link.line): `\(link.target)` leads nowhere")
                    continue
                }
                if parts.count == 2, let anchors = tree[path]?.anchors, !anchors.contains(String(parts[1])) {
                    Issue.record("\(page.path):\(link.line): `\(path)` has no heading `#\(parts[1])`")
                }
            }
        }
    }

    @Test("every folder of the sources is explained in Docs/architecture.md")
    func foldersAreExplained() throws {
        let tree = SourceTree.shared
        let page = try #require(tree["Docs/architecture.md"])
        let folders = Set(tree.sources.filter { !$0.folder.isEmpty }.map { "\($0.module)/\($0.folder)" })
        for folder in folders.sorted() {
            let name = folder.split(separator: "/").last.map(String.init) ?? folder
            #expect(page.text.contains("`\(name)/`") || page.text.contains("`\(folder)/`"), "\(folder)")
        }
    }

    @Test("decisions are numbered without repetition and say their status")
    func decisions() {
        let decisions = SourceTree.shared.pages.filter { $0.path.hasPrefix("Docs/decisions/") }
        #expect(!decisions.isEmpty)
        #expect(Set(decisions.map { $0.name.prefix(4) }).count == decisions.count)
        for page in decisions {
            #expect(Int(page.name.prefix(4)) != nil, "\(page.path)")
            #expect(page.text.contains("Status: "), "\(page.path)")
        }
    }

    private static func resolve(_ target: String, from page: String) -> String {
        var parts = page.split(separator: "/").dropLast().map(String.init)
        for part in target.split(separator: "/") {
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }
}

extension SourceTree.File {
    struct Link {
        let target: String
        let line: Int
    }

    /// Inline links `[text](target)` outside code blocks.
    var links: [Link] {
        var links: [Link] = []
        for (number, line) in prose {
            var rest = line
            while let open = rest.firstRange(of: "]("), let close = rest[open.upperBound...].firstIndex(of: ")") {
                links.append(Link(target: String(rest[open.upperBound..<close]), line: number))
                rest = rest[close...]
            }
        }
        return links
    }

    /// Headings as GitHub spells their anchors.
    var anchors: Set<String> {
        Set(
            prose.compactMap { _, line in
                guard line.hasPrefix("#") else { return nil }
                let title = line.drop { $0 == "#" }.drop { $0 == " " }.lowercased()
                let kept = title.filter { $0.isLetter || $0.isNumber || "-_ ".contains($0) }
                return String(kept.map { $0 == " " ? "-" : $0 })
            })
    }

    private var prose: [(Int, Substring)] {
        var fenced = false
        return lines.enumerated().compactMap { index, line in
            if line.drop(while: { $0 == " " }).hasPrefix("```") {
                fenced.toggle()
                return nil
            }
            return fenced ? nil : (index + 1, line)
        }
    }
}
