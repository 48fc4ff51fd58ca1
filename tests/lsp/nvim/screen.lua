-- A terminal of 80 by 24 in which a Neovim runs `journey.lua`. It writes what it is asked to capture to the file `CAPTURE`.
vim.o.columns = 80
vim.o.lines = 25
vim.o.laststatus = 0

local folder = vim.fn.fnamemodify(debug.getinfo(1, "S").source:sub(2), ":p:h")
local screens = {}

local function screen()
  local lines = vim.tbl_map(function(line) return (line:gsub("%s+$", "")) end, vim.api.nvim_buf_get_lines(0, 0, -1, false))
  while lines[#lines] == "" do table.remove(lines) end
  return table.concat(lines, "\n")
end

-- Keeps what is on the screen once it has some text and was the same in ten looks, a second or more.
function Capture(title, expected)
  local last, looks = nil, 0
  local is_found = vim.wait(300000, function()
    local now = screen()
    looks = now == last and looks + 1 or 0
    last = now
    return looks >= 10 and now:find(expected, 1, true) ~= nil
  end, 100)
  assert(is_found, expected .. " is not shown in\n" .. last)
  table.insert(screens, "# " .. title .. "\n" .. last)
end

local status
vim.fn.termopen({ vim.v.progpath, "-i", "NONE", "-u", folder .. "/init.lua", "-S", folder .. "/journey.lua" }, {
  env = { OUTER = vim.v.servername },
  on_exit = function(_, code) status = code end,
})
vim.wait(1200000, function() return status ~= nil end, 20)
if status == 0 then
  local out = assert(io.open(vim.env.CAPTURE, "w"))
  out:write(table.concat(screens, "\n\n") .. "\n")
  out:close()
else
  io.stderr:write(screen() .. "\n")
end
vim.cmd((status or 1) == 0 and "qall!" or "cquit 1")
