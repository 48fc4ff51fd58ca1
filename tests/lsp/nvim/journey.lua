-- What somebody does in Neovim, of any version from 0.7 on.
local patience = 300000
local outer = vim.fn.sockconnect("pipe", vim.env.OUTER, { rpc = true })

local function wait(what, holds)
  if not vim.wait(patience, holds, 20) then
    io.stderr:write(what .. " does not come\n" .. vim.inspect(vim.diagnostic.get()) .. "\n")
    vim.cmd("cquit 1")
  end
end

local function codes(buffer)
  return table.concat(vim.tbl_map(function(it) return it.code end, vim.diagnostic.get(buffer)), " ")
end

local function shows(buffer, expected)
  wait("`" .. expected .. "` instead of `" .. codes(buffer) .. "`", function() return codes(buffer) == expected end)
end

local function clients(buffer)
  if vim.lsp.get_clients then return vim.lsp.get_clients({ bufnr = buffer }) end
  return vim.lsp.buf_get_clients(buffer)
end

-- Has the terminal around this Neovim keep what it shows, once it shows some text.
local function capture(title, expected)
  vim.cmd("redraw")
  vim.rpcrequest(outer, "nvim_exec_lua", "Capture(...)", { title, expected })
end

local function close_floats()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then vim.api.nvim_win_close(window, true) end
  end
end

local function journey()
  local card = "app/_components/place-card.tsx"
  vim.cmd("edit " .. card)
  local buffer = vim.api.nvim_get_current_buf()
  wait("the server", function() return #clients(buffer) == 1 end)

  -- A hook, in a component that a server module imports.
  vim.api.nvim_buf_set_lines(buffer, 0, 0, false, { 'import { useState } from "react";' })
  vim.api.nvim_buf_set_lines(buffer, 8, 8, false, { "  const [open, setOpen] = useState(false);" })
  shows(buffer, "server-imports-client-api")
  vim.api.nvim_win_set_cursor(0, { 1, 10 })
  vim.diagnostic.open_float({ scope = "cursor", border = "single" })
  capture("what is wrong", "of its own that starts with it")
  close_floats()

  -- Why that is so: the imports that lead here.
  vim.api.nvim_win_set_cursor(0, { 1, 28 })
  vim.lsp.buf.hover()
  wait("the hover", function() return #vim.api.nvim_list_wins() == 2 end)
  capture("where the module runs", "This module runs")
  close_floats()

  -- Put right, and another file opened.
  vim.api.nvim_buf_set_lines(buffer, 8, 9, false, {})
  vim.api.nvim_buf_set_lines(buffer, 0, 1, false, {})
  shows(buffer, "")
  vim.cmd("silent write")
  vim.cmd("edit " .. vim.fn.fnameescape("app/[lang]/(guide)/error.tsx"))
  local page = vim.api.nvim_get_current_buf()
  local before = vim.api.nvim_buf_get_lines(page, 0, -1, false)
  vim.api.nvim_buf_set_lines(page, 0, 2, false, {})
  shows(page, "error-file-not-client")
  local found = vim.diagnostic.get(page)[1]
  vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
  -- Somebody picks the first action.
  vim.ui.select = function(items, _, choose) choose(items[1], 1) end
  vim.lsp.buf.code_action()
  shows(page, "")
  local text = table.concat(vim.api.nvim_buf_get_lines(page, 0, -1, false), "\n")
  assert(text:find("use client", 1, true), "no fix in\n" .. text)
  vim.api.nvim_buf_set_lines(page, 0, -1, false, before)
  vim.cmd("silent write")

  -- From a link to the page that it leads to.
  local function at(pattern)
    vim.api.nvim_win_set_cursor(0, { 1, 0 })
    assert(vim.fn.search(pattern, "e") > 0, "no " .. pattern)
  end
  vim.cmd("edit " .. card)
  at("/places/.p")
  vim.lsp.buf.definition()
  wait("the page of the link", function() return vim.api.nvim_buf_get_name(0):find("places/[place]/page.tsx", 1, true) end)

  -- A page is written, and then its param gets another name, and the folder with it, which older ones do not rename.
  if vim.fn.has("nvim-0.10") == 0 then return end
  vim.fn.mkdir("app/[lang]/tours/[tour]", "p")
  vim.cmd("edit " .. vim.fn.fnameescape("app/[lang]/tours/[tour]/page.tsx"))
  vim.api.nvim_buf_set_lines(0, 0, -1, false, {
    'import type { PageProps } from "@/rutter/routes.gen";',
    "",
    'export default async function Tour({ params }: PageProps<"/[lang]/tours/[tour]">) {',
    "  const { tour } = await params;",
    "  return <h1>{tour}</h1>;",
    "}",
  })
  vim.cmd("silent write")
  wait("the server", function() return #clients(0) == 1 end)
  at("/tours/.t")
  vim.lsp.buf.rename("walk")
  local page_of_walk = "app/[lang]/tours/[walk]/page.tsx"
  wait("the folder", function() return vim.fn.filereadable(page_of_walk) == 1 end)
  vim.cmd("silent wall")
  local renamed = table.concat(vim.fn.readfile(page_of_walk), "\n")
  assert(renamed:find("/[lang]/tours/[walk]", 1, true) and renamed:find("{ walk: tour }", 1, true), renamed)
end

local is_well, problem = pcall(journey)
if is_well then
  vim.cmd("qall!")
else
  io.stderr:write(problem .. "\n")
  vim.cmd("cquit 1")
end
