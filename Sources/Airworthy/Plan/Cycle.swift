/// Finds a cycle in a graph of names, with its path, so that the message can show it.
enum Cycle {
    /// A path that begins and ends with the same name, or nil. Iterative: depth is the input's choice, the stack is not.
    static func first(in edges: [String: [String]], order: [String]) -> [String]? {
        enum Mark { case open, done }
        var marks: [String: Mark] = [:]
        for start in order where marks[start] == nil {
            var path: [(name: String, next: Int)] = [(start, 0)]
            marks[start] = .open
            while let top = path.last {
                let targets = edges[top.name] ?? []
                guard top.next < targets.count else {
                    marks[top.name] = .done
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let target = targets[top.next]
                switch marks[target] {
                case .done: continue
                case .open:
                    let names = path.map(\.name)
                    return Array(names[(names.firstIndex(of: target) ?? 0)...]) + [target]
                case nil:
                    guard edges[target] != nil else { continue }
                    marks[target] = .open
                    path.append((target, 0))
                }
            }
        }
        return nil
    }
}
